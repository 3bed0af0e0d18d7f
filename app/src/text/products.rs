//! The product supermarket and the comparison.

use shared::language::Language;

messages! {
    TITLE = "产品超市", "Products";
    LEAD = "每个产品都按您的需求算给您看：能借多少、要花多少、还缺什么。", "Every product worked out for your need: how much, at what cost, what is missing.";
    ALL = "全部", "All";
    ANY = "不限", "Any";
    WORDS = "按名称搜索", "Search by name";
    EVERYTHING = "清除筛选条件", "Clear the filters";
    NOTHING_FOUND = "没有符合条件的产品", "No product matches";
    BY_COST = "够用的在前，再按总成本从低到高；只看您的需求和公布的价格，可以关掉。", "Those that cover the need first, then the lowest total cost. Only your need and published prices count; you can switch it off.";
    AS_PUBLISHED = "按产品目录的顺序排列，不作推荐。", "In the order of the catalogue; nothing is recommended.";
    ON_EXAMPLES = "部分数字还是示例，金额仅供了解。", "Some figures are still examples; amounts only give an idea.";
    OWN_FIGURES = "填自己的数字", "Put in your own";
    ANSWER_MORE = "再答几项就能算", "Answer a little more";
    NOT_NOW = "暂时不能办理", "Not available for now";
    NOT_OPEN = "尚未开放", "Not open yet";
    GUIDE_AND_TRY = "攻略与测算", "Guide and trial";
    CHOOSE = "加入对比", "Compare";
    CHOSEN = "已加入对比", "Comparing";
    COMPARE = "开始对比", "Compare them";
    COMPARE_TITLE = "产品对比", "Comparison";
    COMPARE_LEAD = "同一笔需求，并排看清每一项。", "The same need, item by item.";
    SIDE_BY_SIDE = "逐项对比", "Side by side";
    OVER_TIME = "待还本金怎么变化", "What is owed over time";
    WITHOUT_FIGURES = "暂时比不了的", "Cannot be compared yet";
    OTHER_KIND = "面向其他客群", "For another kind of borrower";
    OPEN = "去看看", "Open";
    NOTHING_CHOSEN = "还没有选要对比的产品", "Nothing chosen to compare";
    TO_PRODUCTS = "去产品超市", "To the products";
    AMOUNT = "按此金额计算", "Worked out for";
    PAPERS = "需要的材料", "Papers";
    NO_PAPERS = "不用另交材料", "None";
    NO_FEES = "不收费", "None";
    ANSWERED_WITHIN = "答复时间承诺", "Answer promised within";
    NO_PROMISE = "没有专门承诺", "No promise of its own";
}

/// How many products are listed.
pub fn found(count: usize, language: Language) -> String {
    let plural = if count == 1 { "" } else { "s" };
    let count = count.to_string();
    match language {
        Language::Zh => ["共 ", &count, " 个产品"].concat(),
        Language::En => [&count, " product", plural].concat(),
    }
}

/// The fold of the finer questions, with how many are answered.
pub fn finer(count: usize, language: Language) -> String {
    let title = language.pick("担保、还款、用途", "Security, repayment, purpose");
    if count == 0 {
        return title.to_owned();
    }
    let count = count.to_string();
    match language {
        Language::Zh => [title, "（已选 ", &count, " 项）"].concat(),
        Language::En => [title, " (", &count, " set)"].concat(),
    }
}

/// What a product would have to be told before it can be worked out.
pub fn still_to_know(list: &str, language: Language) -> String {
    match language {
        Language::Zh => ["还要知道：", list].concat(),
        Language::En => ["Still to know: ", list].concat(),
    }
}

/// One product is chosen, and one alone cannot be compared.
pub fn one_more(name: &str, language: Language) -> String {
    match language {
        Language::Zh => [name, "：再选一个就能对比"].concat(),
        Language::En => [name, ": choose one more to compare"].concat(),
    }
}

/// The picture in one sentence: when each product is paid back.
pub fn paid_back_by(ends: &[String], language: Language) -> String {
    let list = ends.join(language.pick("；", "; "));
    match language {
        Language::Zh => ["各产品还清的日期：", &list].concat(),
        Language::En => ["Paid back by: ", &list].concat(),
    }
}

/// The green lane's promise and everybody else's.
pub fn promise(lane_minutes: u32, ordinary_minutes: u32, language: Language) -> String {
    let (lane, ordinary) = (span(lane_minutes, language), span(ordinary_minutes, language));
    match language {
        Language::Zh => ["绿色通道", &lane, "，其他", &ordinary].concat(),
        Language::En => [&lane, " in the green lane, else ", &ordinary].concat(),
    }
}

/// Minutes as people say them.
fn span(minutes: u32, language: Language) -> String {
    let (count, zh, en) = match minutes {
        days if days >= 1_440 && days % 1_440 == 0 => (days / 1_440, "天", "day"),
        hours if hours >= 60 && hours % 60 == 0 => (hours / 60, "小时", "hour"),
        minutes => (minutes, "分钟", "minute"),
    };
    let plural = if count == 1 { "" } else { "s" };
    let number = count.to_string();
    match language {
        Language::Zh => [&number, zh].concat(),
        Language::En => [&number, " ", en, plural].concat(),
    }
}
