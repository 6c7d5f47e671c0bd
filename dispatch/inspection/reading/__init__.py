"""Any .docx as what a reader sees: paragraphs with effective looks, sections, drawn lines.

Word's file says nothing plainly: a size may come from the defaults, a chain of styles, a numbered
list, a table style or the run itself. The XML is walked with lxml, the library that opens the
package safely; python-docx would open the file without that gate and has no effective values.
"""
