//! The account that money goes to and is repaid from.

messages! {
    TITLE = "钱打到哪个账户？", "Where should the money go?";
    LEAD = "须是本企业或您本人的账户，借款打到这里，还款也从这里扣。", "An account of the business or your own. Money is paid to it and repaid from it.";
    NUMBER = "账号", "Account number";
    NUMBER_HINT = "银行卡或账户上的 13 至 19 位数字", "The 13 to 19 digits on the card or account";
    UNUSUAL = "这个账号没有通过常用的校验位检查，请再核对一遍。确认无误可以继续。", "This number does not pass the usual check. Look at it once more; if it is right, go on.";
    SAVE = "确认账户", "Use this account";
    PRESENT = "现在的账户", "Present account";
}
