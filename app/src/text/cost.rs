//! The cost sheet.

use shared::language::Language;

messages! {
    LEAD = "您要付的每一笔钱都在这里。", "Everything you would pay is here.";
    ITEMS = "成本项目", "What it costs";
    ITEM = "项目", "Item";
    AMOUNT = "金额（元）", "Amount (yuan)";
    IF_LATE = "如果逾期或挪用", "If you pay late or misuse the money";
    ACKNOWLEDGE = "我已看清，继续", "I have read it; go on";
    RATE_TYPE = "利率类型", "Kind of rate";
    FIXED = "固定利率", "Fixed";
    FLOATING = "浮动利率", "Floating";
    PAID_HOW = "利息怎么付", "How interest is paid";
    CAP = "综合成本是否封顶", "Whether the cost is capped";
    CAPPED = "已封顶", "Capped";
    NOT_CAPPED = "未封顶", "Not capped";
    TICK_FIRST = "请先勾选“我已看清”", "Tick the box first";
}

/// Who receives it.
pub fn paid_to(payee: &str, language: Language) -> String {
    [language.pick("收取方：", "paid to: "), payee].concat()
}

/// What an item adds a year.
pub fn adds(rate: &str, language: Language) -> String {
    [language.pick(" · 折合年化 ", " · adds a year "), rate].concat()
}

/// What ticking the box says.
pub fn confirmation(rate: &str, language: Language) -> String {
    match language {
        Language::Zh => ["我已看清：", rate, "，没有其他费用。"].concat(),
        Language::En => ["I have read it: ", rate, ", and no other fees."].concat(),
    }
}

/// How long the sheet must still be read.
pub fn read_on(seconds: u32, language: Language) -> String {
    let seconds = seconds.to_string();
    match language {
        Language::Zh => ["请再阅读 ", &seconds, " 秒"].concat(),
        Language::En => ["Please read on for ", &seconds, " s"].concat(),
    }
}

/// What the amounts are computed for.
pub fn example(amount: &str, term: &str, method: &str, language: Language) -> String {
    match language {
        Language::Zh => ["按支用 ", amount, "、", term, "、", method, " 计算"].concat(),
        Language::En => ["For drawing ", amount, " for ", term, ", ", method].concat(),
    }
}
