#!/usr/bin/env python3
"""Writes the character folding tables of the search analyser from Python's Unicode data.

Only needed when the rules change: python3 eng/generate-folding.py, from the repository's root.
"""
import unicodedata as ud

EXTRA = dict(zip("øđðħıłŧςٱىةکیہھ", "oddhiltσايهكيهه")) | {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
STRIPPED = [(0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670),
            (0x6D6, 0x6ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F)]
# Hangul, kana, Thai and Lao have their own composition rules; symbols would glue themselves to the word before.
SKIPPED = [(0xD800, 0xDFFF), (0xAC00, 0xD7A3), (0x1100, 0x11FF), (0x3040, 0x30FF), (0x3130, 0x318F), (0xFFA0, 0xFFDC),
           (0xE33, 0xE33), (0xEB3, 0xEB3), (0xFF01, 0xFF5E), (0xFF9E, 0xFF9F)]


def within(code, ranges):
    return any(low <= code <= high for low, high in ranges)


def fold(char):
    code = ord(char)
    lower = char.lower()
    radical = 0x2E80 <= code <= 0x2FDF
    if within(code, SKIPPED) or (lower != char and len(lower) == 1) or not (ud.category(char)[0] in "LN" or radical):
        return None
    plain = (c for c in ud.normalize("NFKD", lower) if not (ud.category(c)[0] in "ML" and within(ord(c), STRIPPED)))
    folded = "".join(EXTRA.get(c, c) for c in "".join(plain).lower())
    usable = 0 < len(folded) <= 4 and all(ord(c) < 0x10000 and ud.category(c)[0] in "LMN" for c in folded)
    return folded if usable and folded != char else None


def literal(text, raw):
    return "".join(c if raw or c.isascii() else f"\\u{ord(c):04X}" for c in text)


def write(name, summary, low, high, raw):
    entries = [literal(chr(code) + fold(chr(code)), raw) for code in range(low, high) if fold(chr(code))]
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) > 104:
            lines.append(line)
            line = ""
        line += entry + " "
    lines.append(line.rstrip())
    with open(f"src/WhiteMagic/Search/{name}.cs", "w", encoding="utf-8") as file:
        file.write(f"namespace WhiteMagic.Search;\n\n// Written by eng/generate-folding.py: {summary}\n")
        file.write(f"internal static class {name}\n{{\n    public const string Entries =\n")
        file.write(" +\n".join(f'        "{text}"' for text in lines) + ";\n}\n")
    print(name, len(entries), len(lines))


write("LatinFolding", "a letter, then what it folds to (Latin, Greek, Cyrillic).", 0x80, 0x591, True)
write("CompatibilityFolding", "a letter, then what it folds to (other scripts and forms).", 0x591, 0x10000, False)
