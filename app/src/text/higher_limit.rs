//! Asking for a higher limit.

use shared::language::Language;

messages! {
    TITLE = "提高额度", "A higher limit";
    LEAD = "填写想要的额度，当场给结果；差多少、补什么材料能提，都写清楚。", "Enter the limit you want. The answer comes at once, with the exact gap and what would close it.";
    NOW = "现在的额度", "Limit now";
    WANTED = "想要的额度", "Limit wanted";
    NOT_ABOVE = "请填写高于现在额度的金额", "Enter a limit above the one you have";
    UNREADABLE = "请填写金额，例如 500000 或 50万", "Enter an amount such as 500000 or 50万";
    ASK = "申请提额", "Ask now";
    GRANTED = "可以提高", "It can be raised";
    GRANTED_NOTE = "看清下面的补充约定，接受后马上生效。", "Read the supplement below; accepted, it holds at once.";
    NOT_ENOUGH = "现在还不能提到这个额度", "Not to that limit now";
    NOT_ENOUGH_NOTE = "现有额度不受影响。下面是差额、原因和可以补充的材料。", "Your present limit stays. Below are the gap, the reasons and what would help.";
    REFERRED = "需要客户经理看一下", "A person has to look";
    REFERRED_NOTE = "已转人工，现有额度照常使用。", "Handed to a person; your present limit stays as it is.";
    ACCEPTED = "额度已提高", "The limit is raised";
    ACCEPTED_NOTE = "新额度已经生效，可以马上用款。", "The new limit holds and can be drawn on now.";
    POSSIBLE = "现在能给的额度", "Possible now";
    GAP = "还差", "Gap";
    REASONS = "为什么", "Why";
    TASKS = "补充这些，马上重新审批", "What would help";
    TASKS_NOTE = "每补一项都立即重新计算。", "Each is taken into account at once.";
    READ = "查看授权书全文", "Read the whole authorisation";
    CONNECT = "同意授权并连接", "Authorise and connect";
    SHOW_PAPER = "上传能看出这个数字的流水（CSV）、照片或PDF，客户经理核对后立即重新审批", "Hand in statement lines (CSV), a picture or a PDF that shows it. A person checks it and the limit is decided again at once";
    CHOOSE = "上传材料：照片、PDF 或流水 CSV，不超过 5 MB", "Hand in a picture, a PDF or statement lines as CSV, up to 5 MB";
    BEING_CHECKED = "核对中", "Being checked";
    CHECKED = "已核对", "Checked";
    NOT_ACCEPTED = "未采用", "Not accepted";
    SUPPLEMENT = "补充约定", "Supplement";
    ACCEPT = "接受新额度", "Accept the new limit";
}

/// By when a paper is checked, and what was read from it.
pub fn promised(by: &str, read: Option<&str>, language: Language) -> String {
    let read = match (read, language) {
        (None, _) => String::new(),
        (Some(read), Language::Zh) => ["从流水算得", read, "；"].concat(),
        (Some(read), Language::En) => ["The lines come to ", read, ". "].concat(),
    };
    match language {
        Language::Zh => [&read, "已收到，", by, " 前核对完，结果短信通知"].concat(),
        Language::En => {
            [&read, "Received; checked by ", by, ", and you are told by message"].concat()
        }
    }
}

/// What a source would tell.
pub fn tells(names: &str, language: Language) -> String {
    match language {
        Language::Zh => ["可以核实：", names].concat(),
        Language::En => ["Would tell: ", names].concat(),
    }
}

/// Until when it can be accepted.
pub fn until(day: &str, language: Language) -> String {
    match language {
        Language::Zh => [day, " 前接受有效"].concat(),
        Language::En => ["To be accepted by ", day].concat(),
    }
}
