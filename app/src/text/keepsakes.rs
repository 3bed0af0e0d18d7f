//! What a borrower takes away from a loan.

messages! {
    TITLE = "还款日历与凭证", "Due dates and papers";
    LEAD = "每一份都由账务直接生成，同样的账永远生成同样的内容。", "Each is made from the books themselves: the same books always give the same paper.";
    CALENDAR = "还款日历", "Due dates in your calendar";
    CALENDAR_NOTE = "把以后每期的还款日和金额加进手机日历，提前提醒。", "Every due date to come with its amount, with a reminder before it.";
    ADD = "加入手机日历", "Add to calendar";
    RECEIPTS = "利息回单", "Receipts of interest";
    RECEIPTS_NOTE = "每次还款一张，可作为财务费用入账的凭证。", "One for each payment, to book interest as a cost.";
    NO_RECEIPTS = "还没有还过款，还款后在这里领取。", "Nothing has been paid so far; receipts follow payments.";
    ALL_RECEIPTS = "下载全部回单", "Download all receipts";
    CERTIFICATE = "结清证明", "Settlement certificate";
    NOT_SETTLED = "还清以后，这里可以随时取得结清证明。", "Once the loan is repaid in full, the certificate is here.";
    LENDER = "出具人", "Certified by";
    BORROWER = "借款人", "Borrower";
    DRAWN = "借款金额", "Borrowed";
    SETTLED_ON = "结清日期", "Settled on";
    PAID = "累计还款", "Paid in all";
    OF_IT_INTEREST = "其中利息", "Of it interest";
    SIGNED_AT = "银行电子签名", "Signed by the bank";
    TIMESTAMPED_AT = "可信时间戳", "Time-stamped";
    NO_TIMESTAMP = "时间戳还在办理；签名已经有效，加上时间戳后可重新下载", "The time-stamp is on its way. The signature holds; download again once it is there";
    NOT_SIGNED = "认证机构暂时没有应答，签名的 PDF 请稍后再来下载。", "The certification authority does not answer now. Come back later for the signed PDF.";
    SIMULATED = "演示环境：证书与时间戳由模拟机构出具，非持牌机构。", "Demonstration: certificate and time-stamp are by simulators, not licensed.";
    DOWNLOAD_PDF = "下载结清证明（PDF）", "Download the certificate (PDF)";
    DOWNLOAD_DATA = "下载数据原文（JSON）", "Download its data (JSON)";
    DIGEST = "内容摘要（SHA-256）", "Digest (SHA-256)";
}
