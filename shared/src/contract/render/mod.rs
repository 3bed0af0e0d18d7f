//! Puts an agreement together.

use super::clauses;
use super::terms::{Borrower, ContractTerms, Lender};
use super::{Contract, ContractParty, FORM_VERSION, SummaryLine};
use crate::language::{Label, Language};
use crate::legal::{
    amount_in_full, day, list, method_name, months, percent, spread, times_percent,
};
use crate::rate::AnnualRate;
use crate::signatory::Capacity;
use chrono::NaiveDate;

/// The agreement for these terms. Equal terms give equal agreements.
///
/// It names no day of signing: that is the time of the signature in the evidence chain.
pub fn render(terms: &ContractTerms) -> Contract {
    Contract {
        clauses: clauses::all(terms),
        cost_sheet: terms.cost_sheet,
        decision: terms.decision,
        form_version: FORM_VERSION,
        log_key: terms.log_key.clone(),
        number: terms.number.clone(),
        opening: opening(terms),
        parties: vec![lender(&terms.lender), borrower(&terms.borrower)],
        product_id: terms.product_id.clone(),
        product_version: terms.product_version,
        summary: summary(terms),
        title: title(terms),
    }
}

fn title(terms: &ContractTerms) -> Label {
    let kind = if terms.revolving { ("额度", "Revolving") } else { ("", "Term") };
    Label::new(
        format!("{}{}借款合同", terms.product_name.zh, kind.0),
        format!("{}: {} Loan Agreement", terms.product_name.en, kind.1),
    )
}

fn line(zh: &str, en: &str, text: Label) -> SummaryLine {
    SummaryLine { label: Label::new(zh, en), text }
}

fn lender(lender: &Lender) -> ContractParty {
    ContractParty {
        details: vec![
            line("名称", "Name", lender.name.clone()),
            line("住所", "Address", lender.address.clone()),
            line("客服与投诉电话", "Service and complaints", Label::same(&lender.hotline)),
        ],
        role: Label::new("贷款人（甲方）", "Lender (Party A)"),
    }
}

fn borrower(borrower: &Borrower) -> ContractParty {
    let person = Label::same(borrower.person_name.as_str());
    let mut details = Vec::new();
    if let Some((name, uscc)) = &borrower.business {
        let role =
            if borrower.is_enterprise { ("名称", "Name") } else { ("经营主体", "Business") };
        details.push(line(role.0, role.1, Label::same(name.as_str())));
        let code = Label::same(uscc.as_str());
        details.push(line("统一社会信用代码", "Unified social credit code", code));
    }
    if borrower.is_enterprise {
        details.push(line("法定代表人", "Legal representative", person));
    } else {
        details.insert(0, line("姓名", "Name", person));
    }
    let identity = Label::same(borrower.resident_id.as_str());
    details.push(line("公民身份号码", "Citizen identity number", identity));
    if let Some((capacity, as_of)) = borrower.registered {
        details.push(line("登记核对", "Registry", registered(capacity, as_of)));
    }
    let mobile = Label::same(borrower.mobile.as_str());
    details.push(line("联系电话", "Telephone", mobile));
    ContractParty { details, role: Label::new("借款人（乙方）", "Borrower (Party B)") }
}

/// That whoever signs is whom the registry names.
fn registered(capacity: Capacity, as_of: NaiveDate) -> Label {
    let on = day(as_of);
    Label::new(
        format!("签署人即市场监督管理登记的{}（{}查询）", capacity.label(Language::Zh), on.zh),
        format!(
            "the signer is the {} in the business registry (asked on {})",
            capacity.label(Language::En),
            on.en
        ),
    )
}

fn opening(terms: &ContractTerms) -> Vec<Label> {
    vec![
        Label::new(
            "本合同由甲方预先拟定，标有“重要”的条款与乙方有重大利害关系，甲方已以醒目方式提示。乙方有疑问的，可在签署前要求甲方说明；甲方未履行提示或说明义务，致使乙方没有注意或理解的，乙方可主张该条款不成为合同内容。",
            "Party A prepared this agreement in advance. Clauses marked “key” bear on Party B's major interests and are shown so. Party B may ask for an explanation before signing; a key clause that was neither pointed out nor explained, and so was missed or not understood, does not bind Party B.",
        ),
        Label::new(
            format!(
                "甲乙双方本着平等、自愿、诚信的原则，就乙方使用{}订立本合同。本合同应于{}（含）前签署，逾期未签署的，本要约失效。",
                terms.product_name.zh,
                day(terms.sign_by).zh
            ),
            format!(
                "The parties make this agreement for {} as equals, freely and in good faith. It can be signed until {} inclusive and lapses after that.",
                terms.product_name.en,
                day(terms.sign_by).en
            ),
        ),
    ]
}

fn summary(terms: &ContractTerms) -> Vec<SummaryLine> {
    let joined = |labels: Vec<Label>| list(&labels);
    let over = |percent_over: u16| {
        let rate = times_percent(terms.annual_rate, percent_over).unwrap_or(AnnualRate::MAX);
        Label::new(
            format!("年利率{}（合同利率上浮{percent_over}%）", percent(rate)),
            format!("{} a year (the contract rate and {percent_over}% of it)", percent(rate)),
        )
    };
    let rate = percent(terms.annual_rate);
    let built = spread(terms.annual_rate, terms.benchmark.rate);
    vec![
        line("额度", "Limit", amount_in_full(terms.limit)),
        line(
            "额度使用方式",
            "Use of the limit",
            if terms.revolving {
                Label::new(
                    "循环使用，归还后可再次支用",
                    "revolving: what is repaid can be drawn again",
                )
            } else {
                Label::new("一次性使用", "drawn once")
            },
        ),
        line("额度有效期", "Drawing period", {
            let length = months(terms.facility_months);
            Label::new(
                format!("自本合同生效之日起{}", length.zh),
                format!("{} from the day this agreement takes effect", length.en),
            )
        }),
        line("合同年利率", "Contract rate a year", {
            Label::new(format!("{rate}（{}）", built.zh), format!("{rate} ({})", built.en))
        }),
        line("计息方式", "Interest", {
            Label::new("按实际天数计息，一年按360天", "actual days over 360")
        }),
        line("单笔期限", "Term of a draw", {
            joined(terms.terms_months.iter().map(|count| months(*count)).collect())
        }),
        line("还款方式", "Repayment", {
            joined(terms.methods.iter().map(|method| method_name(*method)).collect())
        }),
        line("提前还款", "Early repayment", {
            Label::new("随时可还，不收违约金", "any day, free of charge")
        }),
        line("逾期罚息", "Overdue interest", over(terms.overdue_penalty_percent)),
        line("挪用罚息", "Interest on misused money", over(terms.misuse_penalty_percent)),
    ]
}

#[cfg(test)]
mod tests;
