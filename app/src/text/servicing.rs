//! What can be asked for after the draw.

use shared::{language::Language, money::Money};

messages! {
    TITLE = "变更还款安排", "Change how you repay";
    LEAD = "每一项都先给您看变更前后的还款计划和总成本，确认前随时可以取消。", "You see the plan and the total cost before and after; nothing changes until you confirm.";
    OPTIONS = "可以办理的事项", "What you can ask for";
    DEFER = "延期还本", "Defer principal";
    DEFER_NOTE = "接下来几期只还利息，本金往后挪。", "The next instalments ask for interest only.";
    EXTEND = "展期", "Extend";
    EXTEND_NOTE = "到期日往后推，每期还得少一些。", "The loan matures later and each instalment is smaller.";
    RENEW = "无还本续贷", "Renew without repaying principal";
    RENEW_NOTE = "新借款接上旧借款，本金不用先还，只结清利息。", "A new loan takes this one's place; only interest is settled.";
    CHANGE_METHOD = "换还款方式", "Another repayment method";
    CHANGE_METHOD_NOTE = "剩下的部分改用另一种方式还。", "What is left is repaid by another method.";
    DISCOUNT = "利率优惠", "A lower rate";
    DISCOUNT_NOTE = "一直按时还款，可以享受更低的利率。", "For those who have always paid on time.";
    CHANGE_ACCOUNT = "换还款账户", "Another account";
    CHANGE_ACCOUNT_NOTE = "以后从另一个账户扣款。", "Repayments are collected from another account.";
    ASK_DEFER = "办延期还本", "Defer principal";
    ASK_EXTEND = "办展期", "Extend";
    ASK_RENEW = "办续贷", "Renew";
    ASK_METHOD = "换方式", "Change method";
    ASK_DISCOUNT = "享优惠", "Take the discount";
    ASK_ACCOUNT = "换账户", "Change account";
    LIMIT_WAY = "提高额度", "A higher limit";
    LIMIT_WAY_NOTE = "需要更多资金时自助提额，当场给结果", "Decided at once";
    WAITING = "还没有确认的方案", "A proposal waits for you";
    LOOK_AGAIN = "继续查看", "Look at it";
    HOW_MANY = "接下来几期只还利息", "For how many instalments";
    HOW_LONGER = "往后推多久", "For how much longer";
    NEW_TERM = "新借款期限", "Term of the new loan";
    NEW_ACCOUNT = "新的扣款账号", "The new account's number";
    NEW_ACCOUNT_HINT = "须是您本人或本企业的账户", "It must be your own or your business's";
    ACCOUNT_UNREADABLE = "请填写完整的银行账号", "Enter the whole account number";
    METHOD_MISSING = "请选择一种还款方式", "Choose a method";
    NOTHING_YET = "下一步只是试算，不会改变任何约定。", "The next step only works it out; nothing changes.";
    LOOK = "看看会怎么变", "See what it changes";
    BACK = "返回列表", "Back to the list";
    LOOK_LEAD = "这是试算结果，今天内确认有效；确认后立即按此执行。", "Worked out for today; once confirmed it holds exactly so.";
    CHANGES = "会改变什么", "What changes";
    COMPARED = "变更前后对比（元）", "Before and after, in yuan";
    FIGURE = "项目", "What";
    BEFORE = "现在", "Now";
    AFTER = "变更后", "After";
    INSTALMENTS = "剩余期数", "Instalments left";
    STILL_TO_PAY = "还要付合计", "Still to be paid";
    OF_IT_COST = "其中利息和费用", "Of it interest and fees";
    PLAN_BEFORE = "现在的还款计划", "The plan now";
    PLAN_AFTER = "变更后的还款计划", "The plan after";
    PLAN_STAYS = "还款计划和成本都不变。", "Plan and cost stay as they are.";
    SOURCE = "依据：", "Rule: ";
    CONFIRM = "确认办理", "Confirm";
    TAKE_BACK = "不办了", "Take it back";
    AGAIN = "按今天重新试算", "Work it out again today";
    DONE = "已办理", "It is done";
    DONE_NOTE = "已按您看到的方案执行，并记入存证。", "Booked exactly as you saw it, and added to the evidence.";
    TO_LOAN = "回到借据", "Back to the loan";
    TO_NEW_LOAN = "查看新借据", "See the new loan";
    MORE = "再办别的", "Something else";
}

/// A number of instalments.
pub fn instalments(count: u16, language: Language) -> String {
    match language {
        Language::Zh => [&count.to_string(), "期"].concat(),
        Language::En => count.to_string(),
    }
}

/// What it costs over what is left; `amount` is the difference without its sign.
pub fn cost(difference: Money, amount: &str, language: Language) -> String {
    match (difference.is_positive(), difference.is_negative(), language) {
        (true, _, Language::Zh) => ["总成本多 ", amount].concat(),
        (true, _, Language::En) => ["Costs ", amount, " more in all"].concat(),
        (_, true, Language::Zh) => ["总成本少 ", amount].concat(),
        (_, true, Language::En) => ["Costs ", amount, " less in all"].concat(),
        (_, _, Language::Zh) => "总成本不变".to_owned(),
        (_, _, Language::En) => "Costs the same in all".to_owned(),
    }
}

/// What falls due the same day.
pub fn due_at_once(amount: &str, language: Language) -> String {
    match language {
        Language::Zh => ["确认后当天从账户扣 ", amount, "（旧借款的利息）。"].concat(),
        Language::En => {
            [amount, " is collected from the account the same day: the old loan's interest."]
                .concat()
        }
    }
}
