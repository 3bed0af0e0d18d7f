//! Files of statements.

use shared::{imported::FileKind, language::Language};

use super::Message;

messages! {
    TITLE_BANK = "也可以导入对账单文件", "You may also import a statement file";
    TITLE_TAKINGS = "也可以导入收款流水文件", "You may also import a file of takings";
    OWN_WORD = "文件是您自己的陈述：用来和银行的记录核对，供审批人员参考，不会单独作为审批依据。可以不导入。", "A file is your own word: it is held against the bank's record and shown to whoever reviews your case; no decision rests on it alone. You need not import one.";
    CHOOSE = "选择CSV文件", "Choose a CSV file";
    LINES = "流水行数", "Lines";
    DAYS = "起止日期", "From and to";
    REMOVE = "删除这份文件", "Remove this file";
    TOO_LONG = "文件超过1.5MB，请只导出最近24个月。", "The file is over 1.5 MB. Export the last 24 months only.";
    NOT_TEXT = "这不是文本文件。请在网银或表格软件中另存为CSV。", "This is not a text file. Save it as CSV from online banking or a spreadsheet.";
}

/// The heading of the card.
pub const fn title(kind: FileKind) -> Message {
    match kind {
        FileKind::Bank => TITLE_BANK,
        FileKind::Takings => TITLE_TAKINGS,
    }
}

/// How the file's first line is written.
pub fn headings(kind: FileKind, language: Language) -> String {
    let headings = kind.headings(language);
    match language {
        Language::Zh => {
            ["第一行写表头：", headings, "。金额以元为单位，一个文件一个账户。"].concat()
        }
        Language::En => {
            ["The first line: ", headings, ". Amounts in yuan, one account per file."].concat()
        }
    }
}
