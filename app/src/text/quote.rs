//! The quote.

use shared::language::Language;

messages! {
    RESULT = "测额结果", "Your quote";
    WHO = "您是", "You are";
    WANTED = "想借多少（元）", "How much would you like? (yuan)";
    WANTED_SLIDER = "想借多少", "How much";
    BUSINESS = "经营情况", "Your business";
    EXAMPLES = "先填了示例数字，请改成您自己的。", "These are example figures; put in your own.";
    ESTIMATED_LIMIT = "预估额度", "Estimated limit";
    FOR_THIS_NEED = "可以办理的产品", "Products for this need";
    CHEAPEST_FIRST = "按总成本推荐", "Recommend by cost";
    EVERY_PRODUCT = "看全部产品", "See every product";
    CHEAPEST = "总成本最低", "Lowest cost";
    TOTAL_COST = "总成本", "Total cost";
    CHOOSE = "选这个", "Choose this";
    CHOSEN = "已选", "Chosen";
    CAN_BORROW = "可借", "Up to";
    HOW_TO_REPAY = "怎么还", "How you repay";
    HOW_LONG = "借多久", "For how long";
    WHY = "额度为什么是这么多", "Why this limit";
    WHY_NOTE = "下面每条规则各算一个上限，最小的一条决定额度。", "Each rule gives a ceiling; the lowest decides.";
    DECIDES = "起决定作用", "Decides";
    PRODUCT_MAXIMUM = "产品最高额度", "Product maximum";
    MORE = "怎样能借更多", "What would raise it";
    MORE_TO_QUALIFY = "怎样就可以借", "What would make it possible";
    NOT_NOW = "暂时不能办理的产品", "Not available for now";
    NOTHING = "按现在的情况，暂时没有适合的产品", "Nothing fits as things stand";
    TO_VERIFY = "正式申请时还要核实", "Checked when you apply";
    APPLY = "立即申请", "Apply now";
    OFFLINE_READY = "离线可用", "Works offline";
    RATES_OF = "利率日期", "Rates of";
    CATALOGUE = "产品目录", "Catalogue";
    AMOUNT_MISSING = "请填写想借的金额", "Enter how much you would like to borrow";
    WANTED_UNREADABLE = "请填写金额，例如 300000 或 30万", "Enter an amount such as 300000 or 30万";
    AMOUNT_UNREADABLE = "请填写金额，单位万元，例如 120 或 6.5", "Enter an amount in units of 10,000 yuan, such as 120 or 6.5";
    YEARS_UNREADABLE = "请填写年数，例如 3 或 1.5", "Enter years, such as 3 or 1.5";
    NUMBER_UNREADABLE = "请填写整数，例如 120", "Enter a whole number such as 120";
    BEYOND_BELIEF = "数字超出范围，请检查单位", "The figure is out of range; check the unit";
    YEARS_IN_BUSINESS = "经营年限（年）", "Years in business";
    SALES = "近12个月销售额（万元）", "Sales, last 12 months (10,000 yuan)";
    TAX_PAID = "近12个月纳税额（万元）", "Tax paid, last 12 months (10,000 yuan)";
    DEBT = "现有经营负债（万元）", "Existing business debt (10,000 yuan)";
    TAX_GRADE = "纳税信用等级", "Tax credit grade";
    FARM_ACTIVITY = "种养品种", "Crop or herd";
    FARM_SCALE = "规模（亩或头）", "Size (mu or head)";
    SUBSIDY = "年度补贴（万元）", "Yearly subsidy (10,000 yuan)";
    INPUT_COST = "年度农资投入（万元）", "Yearly inputs (10,000 yuan)";
    YEAR_LESS = "减少一年", "One year less";
    YEAR_MORE = "增加一年", "One year more";
    NO_QUOTE = "填写金额后显示结果", "Enter an amount to see the result";
    FAULT = "测算出错，请刷新页面", "The quote failed; reload the page";
}

/// `还差一点：{reason}` and the like need the metric's own words; this joins a goal to them.
pub fn reach(metric: &str, value: &str, language: Language) -> String {
    match language {
        Language::Zh => [metric, "达到 ", value].concat(),
        Language::En => [metric, ": ", value].concat(),
    }
}

/// Where a value stands now.
pub fn now_at(value: &str, language: Language) -> String {
    match language {
        Language::Zh => ["现在是 ", value].concat(),
        Language::En => ["now ", value].concat(),
    }
}

/// The need in one line: amount and term.
pub fn need(amount: &str, term: &str, language: Language) -> String {
    match language {
        Language::Zh => ["借 ", amount, "，用 ", term].concat(),
        Language::En => ["Borrowing ", amount, " for ", term].concat(),
    }
}

/// The answer in one sentence, said politely some time after it has stopped changing.
pub fn spoken(limit: &str, rate: &str, language: Language) -> String {
    match language {
        Language::Zh => ["预估额度 ", limit, "，综合年化成本 ", rate].concat(),
        Language::En => ["Estimated limit ", limit, ", all-in annual cost ", rate].concat(),
    }
}

/// A price as its benchmark and spread.
pub fn price(lpr: &str, spread_bp: i32, language: Language) -> String {
    let sign = if spread_bp < 0 { " − " } else { " + " };
    let points = spread_bp.unsigned_abs().to_string();
    match language {
        Language::Zh => ["LPR ", lpr, sign, &points, " 基点"].concat(),
        Language::En => ["LPR ", lpr, sign, &points, " bp"].concat(),
    }
}
