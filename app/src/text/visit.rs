//! The cash-flow form of a visit.

messages! {
    TITLE = "现金流调查表", "Cash-flow form";
    LEAD = "把看到和问到的写下来，系统据此算出每月可支配现金流，并互相核对。金额为元。", "Write down what you see and hear; what is left each month follows, and the figures are checked against each other. Amounts in yuan.";
    DAY = "调查日期", "Day of the visit";
    STRONG_MONTHS = "旺季月数", "Strong months";
    STRONG_SALES = "旺季月销售额", "Sales in a strong month";
    ORDINARY_MONTHS = "平季月数", "Ordinary months";
    ORDINARY_SALES = "平季月销售额", "Sales in an ordinary month";
    SLACK_MONTHS = "淡季月数", "Slack months";
    SLACK_SALES = "淡季月销售额", "Sales in a slack month";
    MARGIN = "毛利率（%）", "Gross margin (%)";
    RUNNING_COSTS = "每月经营费用", "Running costs a month";
    HOUSEHOLD_INCOME = "每月家庭其他收入", "Household's other income";
    HOUSEHOLD_SPENDING = "每月家庭支出", "Household's spending";
    INSTALMENTS = "每月他行还款", "Instalments elsewhere";
    STOCK = "存货（成本价）", "Stock, at cost";
    TURNS = "存货月周转次数", "Turns of stock a month";
    TAKINGS = "近三日收款", "Takings of the last three days";
    EQUITY_NOW = "目前权益", "Equity now";
    EQUITY_AT_START = "开业时权益", "Equity at the start";
    PUT_IN = "期间投入（取出为负）", "Put in since (taken out: minus)";
    PROFIT = "期间利润", "Profit since";
    UNREADABLE = "请填写数字。", "Write a number.";
    COMES_TO = "测算结果", "What it comes to";
    SALES = "月均销售额", "Average sales a month";
    BUSINESS_SURPLUS = "经营结余", "Left of the business";
    SURPLUS = "每月可支配现金流", "Left each month";
    FITS = "相符", "Fits";
    APART = "偏差", "Apart";
    HAND_IN = "提交调查表并重新审批", "Hand in and decide again";
    NOTE_HINT = "调查地点、见到的人；客户可以看到。", "Where, and whom you met. The borrower can read it.";
}
