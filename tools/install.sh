#!/usr/bin/env bash
# Installs what the tests need and the machine does not have: LibreOffice Writer, a Python that can steer it, fonts
# with all Vietnamese letters, poppler, PostgreSQL, Node.js and the two .docx validators. It either ends with all
# of them working or fails and says what is missing: a test that is skipped because a tool is absent proves nothing.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly VALIDATORS=tools/validators
readonly NODE_MAJOR=18

scripts=${VENV:-.venv}/bin
[[ -d $scripts ]] || scripts=${VENV:-.venv}/Scripts # Windows

fail() {
    printf 'tools/install.sh: %s\n' "$@" >&2
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# ------------------------------------------------------------------------------------------
# Is it there?

has_writer() {
    has soffice || return 1
    # LibreOffice may be there without Writer; Linux packages have Writer's library beside the program.
    [[ $(uname -s) != Linux || -e $(dirname "$(readlink -f "$(command -v soffice)")")/libswlo.so ]]
}

# LibreOffice is steered by a Python that has its module "uno": the one it brings along, or the system's.
has_uno() {
    has soffice || return 1
    local program python
    program=$(dirname "$(readlink -f "$(command -v soffice)")")
    for python in "$program/python" "$program/python.exe" "$program/../Resources/python" /usr/bin/python3; do
        if [[ -x $python ]] && "$python" -c 'import uno' >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

# LibreOffice renders a letter in Liberation Serif. Version 1 of these fonts lacks 52 Vietnamese letters: the
# two asked for here, "ạ" and "ệ", are among them. Each missing letter would come from another font.
has_fonts() {
    # On other systems LibreOffice brings its own Liberation fonts.
    [[ $(uname -s) == Linux ]] || return 0
    has fc-match && has fc-list || return 1
    local complete style chosen
    complete=$(fc-list ':family=Liberation Serif:charset=1ea1 1ec7' file)
    for style in regular bold italic bold:italic; do
        chosen=$(fc-match -f '%{file}' "Liberation Serif:$style")
        [[ $complete == *"$chosen:"* ]] || return 1
    done
}

has_poppler() {
    has pdffonts && has pdftoppm && has pdftotext
}

# The programs of a server; Debian keeps them off the PATH, a folder for each version. The tests start one of
# their own; none need be running.
has_postgresql() {
    has initdb && has pg_ctl && return 0
    local programs
    programs=(/usr/lib/postgresql/*/bin/pg_ctl)
    [[ -x ${programs[0]} ]]
}

has_node() {
    has node && (($(node -p 'parseInt(process.versions.node)') >= NODE_MAJOR))
}

missing() {
    has_writer || echo writer
    has_uno || echo uno
    has_fonts || echo fonts
    has_poppler || echo poppler
    has_postgresql || echo postgresql
    has_node || echo node
    has npm || echo npm
}

# ------------------------------------------------------------------------------------------
# Debian and Ubuntu

may_be_root() {
    ((EUID == 0)) || has sudo
}

as_root() {
    if ((EUID == 0)); then
        "$@"
    else
        sudo "$@"
    fi
}

install_packages() {
    local packages=() name
    as_root apt-get update
    for name in "$@"; do
        case $name in
            writer) packages+=(libreoffice-writer) ;;
            uno) packages+=(python3-uno) ;;
            fonts)
                packages+=(fontconfig)
                # Where there is no fonts-liberation2 any more, fonts-liberation is version 2.
                if apt-cache show fonts-liberation2 >/dev/null 2>&1; then
                    packages+=(fonts-liberation2)
                else
                    packages+=(fonts-liberation)
                fi
                ;;
            poppler) packages+=(poppler-utils) ;;
            postgresql) packages+=(postgresql) ;;
            node) packages+=(nodejs) ;;
            npm) packages+=(npm) ;;
        esac
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}"
}

# ------------------------------------------------------------------------------------------
# What to do by hand

advice() {
    case $1 in
        writer)
            echo "LibreOffice Writer, with 'soffice' on the PATH"
            echo "    https://www.libreoffice.org; Debian, Ubuntu: libreoffice-writer"
            ;;
        uno)
            echo "a Python with LibreOffice's module 'uno': LibreOffice's own, or /usr/bin/python3"
            echo "    Debian, Ubuntu: python3-uno"
            ;;
        fonts)
            echo "fontconfig, and the Liberation fonts, version 2: the 'Liberation Serif' that fc-match selects must"
            echo "    contain U+1EA1 and U+1EC7. Remove version 1 if it selects that."
            echo "    Debian, Ubuntu: fontconfig fonts-liberation2"
            ;;
        poppler)
            echo "pdffonts, pdftoppm and pdftotext of poppler, on the PATH"
            echo "    macOS: brew install poppler; Debian, Ubuntu: poppler-utils"
            ;;
        postgresql)
            echo "PostgreSQL 13 or newer: initdb and pg_ctl, on the PATH or in /usr/lib/postgresql/*/bin"
            echo "    https://www.postgresql.org; Debian, Ubuntu: postgresql"
            ;;
        node)
            echo "Node.js $NODE_MAJOR or newer, with 'node' on the PATH"
            echo "    https://nodejs.org; Debian, Ubuntu: nodejs, if new enough there"
            ;;
        npm)
            echo "npm, on the PATH"
            echo "    It comes with Node.js; Debian, Ubuntu: npm, if Node.js is from there"
            ;;
    esac
}

fail_for() {
    local name
    echo "tools/install.sh: the tests need these, which are missing:"
    for name in "$@"; do
        printf '  - %s\n' "$(advice "$name")"
    done
    exit 1
} >&2

# ------------------------------------------------------------------------------------------
# Validators

# A letter with one schema error. A validator that starts, but cannot validate, does not find it.
write_probe() {
    "$scripts/python" - "$1" <<'PYTHON'
import sys
import zipfile

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:unknown/></w:body></w:document>",
}
with zipfile.ZipFile(sys.argv[1], "w") as package:
    for name, content in PARTS.items():
        package.writestr(name, content)
PYTHON
}

# Leaves the output of the validator in $answer.
validator_works() {
    local status=0
    answer=$("$VALIDATORS/node_modules/.bin/ooxml-validator" "$probe" 2>&1 </dev/null) || status=$?
    [[ $status == 1 && $answer == *'"errorType": "Schema"'* ]]
}

is_current() {
    local installed=$VALIDATORS/node_modules/.package-lock.json
    [[ $installed -nt $VALIDATORS/package.json && $installed -nt $VALIDATORS/package-lock.json ]]
}

# The program proper is an optional dependency, one package for each platform, and npm says nothing when it
# cannot get it: only a run of the validator shows that it is there. The lock file has all platforms, because
# `npm ci` requires that; `npm install` on one platform writes that one only. The hash is known for Linux on
# x64, where the tests are run.
install_validator() {
    npm ci --prefix "$VALIDATORS" --no-audit --no-fund </dev/null
}

# ------------------------------------------------------------------------------------------

wanted=$(missing) # words, one for each line; hence without quotes below
if [[ $wanted ]] && has apt-get && may_be_root; then
    install_packages $wanted
    hash -r
    wanted=$(missing)
fi
[[ ! $wanted ]] || fail_for $wanted

"$scripts/ooxml-integrity" --version >/dev/null ||
    fail "ooxml-integrity does not run; it comes with requirements/test.txt: make tools"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
probe=$scratch/probe.docx
write_probe "$probe"

if ! is_current || ! validator_works; then
    install_validator || fail "npm could not install the validator of $VALIDATORS/package.json"
    validator_works ||
        fail "the validator in $VALIDATORS/node_modules does not find the error of a wrong file:" "$answer"
fi
echo "tools: all there"
