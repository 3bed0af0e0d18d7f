//! The interest book.

use shared::language::Language;

messages! {
    TITLE = "利息账", "Interest book";
    COURSE = "余额的变化", "How the balance went";
    EARNED = "到今天累计利息", "Interest so far";
    HIGHEST = "最高余额", "Highest balance";
    DASHES = "虚线处有还款或变更。", "A dashed line marks a payment or a change.";
    DAYS = "逐日明细", "Day by day";
    MONTH = "月份", "Month";
    FOUR_DECIMALS = "当日利息显示到小数点后四位；导出文件有十位，入账时只四舍五入一次到分。", "A day's interest is shown to four decimals, ten in the files; it is rounded to the fen once, when it is booked.";
    EXPORT = "导出", "Export";
    EXPORT_NOTE = "拿任何一份都能自己把整笔借款验算到分。", "With either file anybody can recompute the whole loan to the fen.";
    CSV = "导出 CSV（表格）", "CSV for a spreadsheet";
    JSON = "导出 JSON（完整）", "JSON, complete";
    DRAWN = "放款", "Drawn";
    PAID = "还款", "Paid";
    RENEWED = "续贷还旧", "Renewed";
}

/// Of how many nights.
pub fn nights(count: usize, language: Language) -> String {
    match language {
        Language::Zh => ["共 ", &count.to_string(), " 天，按未四舍五入的逐日利息合计"].concat(),
        Language::En => {
            [&count.to_string(), " days, summed from unrounded daily interest"].concat()
        }
    }
}

/// The picture in one sentence.
pub fn sentence(count: usize, most: &str, language: Language) -> String {
    match language {
        Language::Zh => [&count.to_string(), " 天的待还本金，最高 ", most].concat(),
        Language::En => ["Principal over ", &count.to_string(), " days, at most ", most].concat(),
    }
}

/// What fell due.
pub fn due(number: Option<u16>, language: Language) -> String {
    match (number, language) {
        (Some(number), Language::Zh) => ["第 ", &number.to_string(), " 期到期"].concat(),
        (Some(number), Language::En) => ["No. ", &number.to_string(), " due"].concat(),
        (None, Language::Zh) => "到期".to_owned(),
        (None, Language::En) => "Due".to_owned(),
    }
}

/// What bears penalty.
pub fn penalty(due_date: &str, language: Language) -> String {
    match language {
        Language::Zh => ["罚息（", due_date, " 到期部分）"].concat(),
        Language::En => ["Penalty (due ", due_date, ")"].concat(),
    }
}

/// A new rate.
pub fn new_rate(rate: &str, language: Language) -> String {
    match language {
        Language::Zh => ["年利率改为 ", rate].concat(),
        Language::En => ["Annual rate now ", rate].concat(),
    }
}

/// A discount.
pub fn discount(basis_points: u32, until: &str, language: Language) -> String {
    let points = basis_points.to_string();
    match language {
        Language::Zh => ["利率优惠 ", &points, " 个基点，到 ", until].concat(),
        Language::En => ["Rate ", &points, " bp lower until ", until].concat(),
    }
}

/// A deferral.
pub fn deferral(instalments: u16, language: Language) -> String {
    match language {
        Language::Zh => ["延期还本 ", &instalments.to_string(), " 期"].concat(),
        Language::En => ["Principal deferred for ", &instalments.to_string()].concat(),
    }
}

/// An extension.
pub fn extension(months: u16, language: Language) -> String {
    match language {
        Language::Zh => ["展期 ", &months.to_string(), " 个月"].concat(),
        Language::En => ["Extended by months: ", &months.to_string()].concat(),
    }
}

/// Another method.
pub fn new_method(method: &str, language: Language) -> String {
    match language {
        Language::Zh => ["还款方式改为", method].concat(),
        Language::En => ["Now repaid: ", method].concat(),
    }
}
