"""A letter an officer has edited, brought up to corrected data: what follows, what stays, what is told."""
