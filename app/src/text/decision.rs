//! The decision.

use shared::language::Language;

messages! {
    APPROVED_SEAL = "通过", "Approved";
    APPROVED_TITLE = "您的申请通过了", "Your application is approved";
    APPROVED_TEXT = "看清成本、签合同，就能用款。", "Read the cost, sign, and draw.";
    COUNTER_SEAL = "调整", "Changed";
    COUNTER_TITLE = "可以借，但比您想的少", "Yes, but less than you asked for";
    COUNTER_TEXT = "原因写在下面。您可以按这个额度继续，也可以请人工复核。", "The reasons are below. Go on with this limit, or ask a person to review it.";
    REFERRED_SEAL = "人工", "Person";
    REFERRED_TITLE = "需要客户经理看一下", "A person will look at it";
    REFERRED_TEXT = "您不用再做什么。缺少数据时系统不会猜测，由人来判断，结果会出现在这里。", "There is nothing you need to do. Where facts are missing the system does not guess; a person decides, and the answer appears here.";
    DECLINED_SEAL = "未通过", "Declined";
    DECLINED_TITLE = "这次不能借给您", "Not this time";
    DECLINED_TEXT = "原因写在下面。没有收取任何费用。", "The reasons are below. Nothing was charged.";
    WITHDRAWN_SEAL = "已撤回", "Withdrawn";
    WITHDRAWN_TITLE = "申请已撤回", "The application was withdrawn";
    WITHDRAWN_TEXT = "没有收取任何费用，随时可以重新申请。", "Nothing was charged; apply again whenever you like.";
    EXPIRED_SEAL = "已过期", "Expired";
    EXPIRED_TITLE = "方案已过有效期", "The offer has expired";
    EXPIRED_TEXT = "请重新测额，再提交申请。", "Get a new quote and apply again.";
    OFFER = "授信方案", "The offer";
    FACILITY_TERM = "额度有效期", "Limit open for";
    VALID_UNTIL = "方案保留到", "Offer stands until";
    WHY = "原因", "Why";
    DIFFERENCES = "您填写的和核实到的", "What you told us and what was verified";
    FACT = "项目", "Fact";
    DECLARED = "您填写", "You told us";
    VERIFIED = "核实", "Verified";
    UPLIFT = "抵押率提升", "More on the same property";
    UPLIFT_BEFORE = "不提升时的额度", "Limit without it";
    UPLIFT_AFTER = "提升后的额度", "Limit with it";
    UPLIFT_GIVEN = "您符合条件，额度已按提升后的计算。", "You qualify; your limit is the higher one.";
    UPLIFT_WANTING = "还差这些条件", "What is missing for it";
    SCORE = "评分和额度", "The score and what it opens";
    FACTOR = "项目", "Factor";
    POINTS = "得分", "Points";
    POINTS_AT_MOST = "满分", "Of";
    NOT_KNOWN = "暂无数据", "not known";
    ASK_A_PERSON = "请人工复核这个结果", "Ask a person to review this";
    SEE_COST = "看清成本，继续", "See the cost and go on";
    WITHDRAW = "放弃", "Withdraw";
    TO_MY_PAGE = "去“我的”", "To my page";
}

/// What a score opens.
pub fn score_opens(points: i32, amount: Option<&str>, language: Language) -> String {
    let points = points.to_string();
    match (amount, language) {
        (Some(amount), Language::Zh) => ["共", &points, "分，对应额度", amount, "。"].concat(),
        (Some(amount), Language::En) => [&points, " points open ", amount, "."].concat(),
        (None, Language::Zh) => ["目前", &points, "分，数据还不齐。"].concat(),
        (None, Language::En) => [&points, " points so far; some facts are missing."].concat(),
    }
}

/// How many more points open the next band.
pub fn score_next(more: i32, amount: &str, language: Language) -> String {
    let more = more.to_string();
    match language {
        Language::Zh => ["再得", &more, "分，对应额度", amount, "。"].concat(),
        Language::En => [" ", &more, " more open ", amount, "."].concat(),
    }
}
