"""Makes NotoSansSC-Contract.otf: what an agreement can be printed with, and nothing else.

    apt-get install fonts-noto-cjk unicode-data python3-fonttools
    python3 server/fonts/subset.py

Characters: the 8,105 of the Table of General Standard Chinese Characters (通用规范汉字表, 2013), which since
then is what names may be registered with; the 6,763 of GB 2312; printable ASCII; punctuation and figures
of GB 2312 rows 1 to 3; and the few signs the agreements use besides. No hints, no layout tables: glyphs are
placed one after another. The same inputs give the same bytes.
"""

import bz2
import pathlib

from fontTools import subset
from fontTools.ttLib import TTCollection

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
UNIHAN = "/usr/share/unicode/Unihan_OtherMappings.txt.bz2"
FACE = "Noto Sans CJK SC"
OUTPUT = pathlib.Path(__file__).with_name("NotoSansSC-Contract.otf")
TABLES = ["BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG"]


def general_standard():
    with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkTGH\t" in line:
                yield chr(int(line.split("\t")[0].removeprefix("U+"), 16))


def gb2312(rows):
    for row in rows:
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes([row, cell]).decode("gb2312")
            except UnicodeDecodeError:
                pass


def characters():
    wanted = {chr(code) for code in range(0x20, 0x7F)}
    wanted.update("〇·—…‘’“”«»×÷°±≤≥−£€¥")
    wanted.update(general_standard())
    wanted.update(gb2312(range(0xA1, 0xA4)))
    wanted.update(gb2312(range(0xB0, 0xF8)))
    return "".join(sorted(wanted))


def main():
    faces = TTCollection(FONT).fonts
    font = next(face for face in faces if face["name"].getDebugName(4) == FACE)
    font.recalcTimestamp = False
    options = subset.Options(
        layout_features=[],
        hinting=False,
        desubroutinize=True,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
        notdef_outline=True,
        drop_tables=subset.Options._drop_tables_default + TABLES,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters())
    subsetter.subset(font)
    subset.save_font(font, OUTPUT, options)
    print(f"{OUTPUT.name}: {len(font.getBestCmap())} characters, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
