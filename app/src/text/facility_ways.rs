//! What else there is to a facility.

messages! {
    TITLE = "额度服务", "More about your limit";
    REPAY = "几笔一起还", "Repay several loans";
    REPAY_NOTE = "填一个总数，按最省的顺序自动分配", "One amount, shared in the order that saves most";
    STATEMENTS = "对账单", "Statements";
    STATEMENTS_NOTE = "按月核对、确认，带内容摘要", "Month by month, with digests, to be agreed";
    LIMIT = "提高额度", "A higher limit";
    LIMIT_NOTE = "当场给结果，差多少、补什么都写清楚", "Decided at once, with the gap and what would close it";
    FREEZING = "额度安全", "Safety of your limit";
    FREEZE_NOTE = "怀疑手机或密码被别人用了，可以先冻结：冻结后谁也不能用款，还款不受影响。", "If somebody else may have your phone, freeze it: nobody can draw, and you can repay as usual.";
    FREEZE = "冻结额度", "Freeze the limit";
    UNFREEZE = "解除冻结", "Lift the freeze";
    PAST_FOLD = "当天日终的额度、审批依据与产品目录", "Limit, decision and catalogue at the end of a day";
    DECISION_THEN = "当天有效的审批结果", "The decision that stood";
    CATALOGUE_THEN = "当天有效的产品目录", "The catalogue in force";
    EDITION = "版本与生效日", "Edition, in force from";
    PRODUCTS = "产品数", "Products";
    MAXIMUM = "最高额度", "Up to";
    NOT_IN_IT = "当天的目录里没有这个产品", "This product was not in it";
    DIGEST = "内容摘要（SHA-256）", "Digest (SHA-256)";
    ACTIVE = "可以用款", "Open";
    FROZEN = "已冻结", "Frozen";
    EXPIRED = "已到期", "Expired";
}
