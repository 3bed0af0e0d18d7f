//! A facility's months.

messages! {
    TITLE = "对账单", "Statements";
    LEAD = "每月一份，请与您自己的账核对后确认。内容摘要能证明没有被改过。", "One a month, to be checked against your own books. Its digest proves that it was not changed.";
    MONTHS = "月份", "Months";
    NONE = "还没有对账单。每个月结束后自动生成。", "No statements so far; one is made when a month ends.";
    LOOK = "查看", "Look";
    OPEN = "待确认", "To be answered";
    AGREED = "已核对", "Agreed";
    DISAGREED = "有不符", "Disputed";
    OF_MONTH = "月度对账单", "Statement of the month";
    LIMIT = "月末额度", "Limit at the month's end";
    CLOSING = "月末待还本金", "Principal at the month's end";
    PAID = "本月还款合计", "Paid in the month";
    LOAN = "借据", "Loan";
    OPENING = "月初待还本金", "Principal before";
    DRAWN = "本月借出", "Drawn";
    ADDED = "并入本金的息费", "Added to principal";
    REPAID = "本月还本金", "Principal repaid";
    INTEREST = "本月利息", "Interest of the month";
    CLOSING_INTEREST = "月末未还利息", "Interest owed at the end";
    NO_PAYMENTS = "本月没有还款。", "No payments in the month.";
    CORRECTED = "这个月后来补记了业务，与当时的对账单不同。以现在的账为准，请留意下一份。", "Something of that month became known later; a statement made now would be another.";
    ASKED = "与您的账一致吗？", "Does it agree with your books?";
    AGREE = "核对一致", "It agrees";
    DISAGREE = "有不符的地方", "It does not";
    REMARK = "哪里不符", "What does not agree";
    REMARK_HINT = "500字以内，工作人员会逐项核对", "At most 500 characters; a person will check it";
    REMARK_MISSING = "请说明哪里不符", "Say what does not agree";
    SEND = "提交", "Send";
    AGREED_TOLD = "您已确认核对一致", "You said that it agrees";
    DISAGREED_TOLD = "您反映的不符之处已收到", "We have what you said does not agree";
}
