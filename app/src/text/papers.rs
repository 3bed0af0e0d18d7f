//! What stands behind a draw: papers, whom it is paid to, what is promised.

use shared::{catalogue::Paper, language::Language};

use super::Message;

messages! {
    TITLE = "用款单据", "Papers to draw on";
    NEEDED = "先提供单据，核实后马上可以用款。", "Provide a paper first; once it is checked you can draw at once.";
    READY = "单据核实好了，现在就可以用款。", "The paper is checked and lends: you can draw on it now, at once.";
    READY_SHORT = "可以用款了", "You can draw now";
    TO_DRAW = "去用款", "Go to the draw";
    ABOVE = "超过了单据可用的金额，请改小一些，或再提供单据", "That is more than the papers lend; enter less or provide more";
    SIMULATED = "对方由模拟器答复 · 演示用", "The other side is the labelled simulator";
    PRESENT = "登记并请对方确认", "Present it for confirmation";
    PRESENT_ANOTHER = "再登记一张", "Present another";
    FETCH = "获取单据", "Fetch the papers";
    FETCH_AGAIN = "重新获取", "Fetch again";
    NOTHING_DELIVERED = "对方的系统里暂时没有您的单据，请向对方确认后再获取。", "The other side has nothing for you yet. Check with them and fetch again.";
    ASK_AGAIN = "再请对方确认", "Ask again";
    TAKE_BACK = "撤下", "Take back";
    AUTHORISATION_MISSING = "核实单据需要这份授权，它还没有给或已经过期。", "Papers are checked under this authorisation, which is not given or has lapsed.";
    AWAITED = "确认中", "Awaited";
    CONFIRMED = "可用", "Confirmed";
    FINANCED = "已用款", "In use";
    LAPSED = "未答复", "No answer";
    OUT_OF_DATE = "已过时", "Out of date";
    UNUSABLE = "不能用", "Cannot be used";
    RECEIVABLE = "应收账款", "Receivable";
    PAYABLE = "应付清单", "Listed payable";
    ORDER = "订单", "Order";
    ONE_INVOICE = "发票", "Invoice";
    ONE_BILL = "票据", "Bill";
    PROPERTY = "不动产权证", "Property certificate";
    CASH_FLOW_FORM = "现金流表", "Cash-flow form";
    CONTRACT = "购销合同", "Purchase contract";
    DEBTOR = "欠款方统一社会信用代码", "The debtor's credit code";
    BUYER = "买方统一社会信用代码", "The buyer's credit code";
    AMOUNT = "金额（元）", "Amount (yuan)";
    DUE = "到期日", "Due on";
    INVOICES = "对应的发票号码", "Invoices behind it";
    INVOICES_HINT = "多张用逗号分开", "Several, with commas between";
    INVOICE_NUMBER = "发票号码", "Invoice number";
    INVOICE_HINT = "20 位数电票号码，或发票代码加 8 位号码", "20 digits of a digital invoice, or code and 8-digit number";
    ORDER_NUMBER = "订单号", "Order number";
    PREPAID = "买方已预付（元）", "Prepaid by the buyer (yuan)";
    BILL_NUMBER = "电子票据号码", "Number of the electronic bill";
    BILL_HINT = "30 位数字", "30 digits";
    CERTIFICATE = "不动产权证号", "Certificate number";
    DESCRIPTION = "具体买什么", "What is bought";
    DESCRIPTION_OPTIONAL = "具体买什么（选填）", "What it is for (optional)";
    DESCRIPTION_HINT = "例如：面粉 10 吨", "Such as: ten tonnes of flour";
    PAYEE_NAME = "收款人（卖方）名称", "Name of the seller to pay";
    PAYEE_ACCOUNT = "收款人账号", "The seller's account number";
    PAID_TO_SELLER = "这笔钱直接付给卖方", "This draw is paid to the seller";
    TO_SELLER = "付给", "Paid to";
    RESTS_ON = "占用单据", "Rests on";
    UNDERTAKING = "用途承诺", "Your undertaking";
    NEVER = "不得用于", "Never for";
    AGREES = "点“立即用款”即表示同意以上承诺，承诺书会存证。", "Drawing agrees to this undertaking, which is kept as evidence.";
    DRAW_AGREED = "这笔钱", "This money";
    OWN_WORDS = "您的说明", "In your words";
    WAS_LARGE = "单笔金额较大，按规定付给卖方", "paid to the seller by rule, for the amount is large";
    WAS_SCENE = "这个产品都付给卖方", "this product always pays the seller";
    TO_YOURSELF = "您的账户", "your account";
}

/// What one paper of a kind is called in a list.
pub const fn of_kind(kind: Paper) -> Message {
    match kind {
        Paper::Receivable => RECEIVABLE,
        Paper::PayablesList => PAYABLE,
        Paper::Order => ORDER,
        Paper::Invoices => ONE_INVOICE,
        Paper::Bills => ONE_BILL,
        Paper::PropertyCertificate => PROPERTY,
        Paper::CashFlowForm => CASH_FLOW_FORM,
        Paper::PurchaseContract => CONTRACT,
    }
}

/// A paper that rests on several others: the first of them, and how many there are.
pub fn and_others(first: &str, count: usize, language: Language) -> String {
    let count = count.to_string();
    match language {
        Language::Zh => [first, " 等", &count, "张发票"].concat(),
        Language::En => [first, " and others, ", &count, " invoices"].concat(),
    }
}

/// What can be drawn on all papers together.
pub fn lendable(amount: &str, language: Language) -> String {
    [language.pick("可用款 ", "lend "), amount].concat()
}

/// Which papers are wanted.
pub fn wanted(name: &str, language: Language) -> String {
    match language {
        Language::Zh => ["这个产品凭单据用款，需要：", name, "。"].concat(),
        Language::En => ["Draws under this product rest on ", name, "."].concat(),
    }
}

/// What the buyer prepaid.
pub fn prepaid(amount: &str, language: Language) -> String {
    [language.pick("已预付 ", "prepaid "), amount].concat()
}

/// When a paper is due.
pub fn due(day: &str, language: Language) -> String {
    match language {
        Language::Zh => [day, " 到期"].concat(),
        Language::En => ["due ", day].concat(),
    }
}

/// Why the seller is paid: the amount.
pub fn by_amount(threshold: &str, language: Language) -> String {
    match language {
        Language::Zh => ["单笔超过 ", threshold, "，按规定由银行直接付给卖方。"].concat(),
        Language::En => {
            ["A single draw above ", threshold, " is paid to the seller by rule."].concat()
        }
    }
}

/// Why the seller is paid: this draw together with others.
pub fn by_aggregation(together: &str, threshold: &str, language: Language) -> String {
    match language {
        Language::Zh => [
            "近 30 天同一用途的用款加上这笔共 ",
            together,
            "，超过 ",
            threshold,
            "，按规定由银行直接付给卖方。",
        ]
        .concat(),
        Language::En => [
            "With your other draws for this purpose in 30 days it comes to ",
            together,
            ", above ",
            threshold,
            ": it is paid to the seller by rule.",
        ]
        .concat(),
    }
}

/// Why the seller was paid: the draw together with others.
pub fn was_aggregated(together: &str, language: Language) -> String {
    match language {
        Language::Zh => ["近 30 天同一用途共 ", together, "，按规定付给卖方"].concat(),
        Language::En => {
            ["paid to the seller by rule: ", together, " for one purpose in 30 days"].concat()
        }
    }
}

/// Why the seller is paid: the product.
pub fn by_scene(seller: &str, language: Language) -> String {
    match language {
        Language::Zh => ["这个产品的钱都直接付给", seller, "，按合同里的账户付。"].concat(),
        Language::En => {
            ["All money of this product goes to ", seller, ", to the account in the contract."]
                .concat()
        }
    }
}
