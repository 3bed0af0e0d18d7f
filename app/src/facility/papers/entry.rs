//! The fields of a paper as typed, by its kind.

use shared::{backing::PaperEntry, catalogue::Paper};

use crate::text::{Message, papers};

/// How a field is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A code or number, spaced.
    Code,
    /// An amount of money.
    Amount,
    /// A day.
    Day,
    /// Plain words.
    Words,
}

/// One field of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaperField {
    /// Unique on the screen.
    pub id: &'static str,
    /// The name the server knows it by.
    pub name: &'static str,
    /// What to enter.
    pub label: Message,
    /// A short sentence that helps.
    pub hint: Option<Message>,
    /// How it is entered.
    pub look: Look,
}

const fn field(id: &'static str, name: &'static str, label: Message, look: Look) -> PaperField {
    PaperField { id, name, label, hint: None, look }
}

const AMOUNT: PaperField = field("paper-amount", "amount", papers::AMOUNT, Look::Amount);
const DUE: PaperField = field("paper-due", "due", papers::DUE, Look::Day);
const INVOICE: PaperField = PaperField {
    hint: Some(papers::INVOICE_HINT),
    ..field("paper-number", "number", papers::INVOICE_NUMBER, Look::Code)
};
const DEBTOR: PaperField = field("paper-debtor", "debtor", papers::DEBTOR, Look::Code);
const BUYER: PaperField = field("paper-buyer", "buyer", papers::BUYER, Look::Code);
const INVOICES: PaperField = PaperField {
    hint: Some(papers::INVOICES_HINT),
    ..field("paper-invoices", "invoices", papers::INVOICES, Look::Code)
};
const ORDER: PaperField = field("paper-number", "number", papers::ORDER_NUMBER, Look::Words);
const PREPAID: PaperField = field("paper-prepaid", "prepaid", papers::PREPAID, Look::Amount);
const BILL: PaperField = PaperField {
    hint: Some(papers::BILL_HINT),
    ..field("paper-number", "number", papers::BILL_NUMBER, Look::Code)
};
const CERTIFICATE: PaperField =
    field("paper-certificate", "certificate", papers::CERTIFICATE, Look::Words);

/// The fields of a kind of paper, in order; none for one that is not typed.
pub const fn fields_of(kind: Paper) -> &'static [PaperField] {
    match kind {
        Paper::Receivable => &[DEBTOR, AMOUNT, DUE, INVOICES],
        Paper::Order => &[BUYER, ORDER, AMOUNT, PREPAID],
        Paper::Invoices => &[INVOICE, AMOUNT],
        Paper::Bills => &[BILL, AMOUNT, DUE],
        Paper::PropertyCertificate => &[CERTIFICATE],
        Paper::PayablesList | Paper::PurchaseContract | Paper::CashFlowForm => &[],
    }
}

/// The paper made of these fields; `typed` answers with the text of a field by its name.
pub fn entry(kind: Paper, typed: impl Fn(&'static str) -> String) -> Option<PaperEntry> {
    Some(match kind {
        Paper::Receivable => PaperEntry::Receivable {
            debtor: typed("debtor"),
            amount: typed("amount"),
            due: typed("due"),
            invoices: several(&typed("invoices")),
        },
        Paper::Order => PaperEntry::Order {
            buyer: typed("buyer"),
            number: typed("number"),
            amount: typed("amount"),
            prepaid: typed("prepaid"),
        },
        Paper::Invoices => PaperEntry::Invoice { number: typed("number"), amount: typed("amount") },
        Paper::Bills => {
            PaperEntry::Bill { number: typed("number"), amount: typed("amount"), due: typed("due") }
        }
        Paper::PropertyCertificate => PaperEntry::Property { certificate: typed("certificate") },
        Paper::PayablesList | Paper::PurchaseContract | Paper::CashFlowForm => return None,
    })
}

/// Several numbers in one line: between commas, never between spaces, which stand inside numbers.
fn several(text: &str) -> Vec<String> {
    let parts = text.split([',', '，', '、', ';', '；', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_invoices_are_told_apart_by_commas_of_any_kind() {
        let typed = "2551 2000 0000 1234 5678，25512000000012345679、 25512000000012345680,";
        assert_eq!(several(typed).len(), 3);
        assert_eq!(several(" "), Vec::<String>::new());
    }

    #[test]
    fn every_kind_that_is_typed_has_the_fields_its_entry_reads() {
        for kind in [
            Paper::Receivable,
            Paper::Order,
            Paper::Invoices,
            Paper::Bills,
            Paper::PropertyCertificate,
        ] {
            let names: Vec<_> = fields_of(kind).iter().map(|field| field.name).collect();
            let read = entry(kind, |name| {
                assert!(names.contains(&name), "{name} has no field");
                name.to_owned()
            });
            assert_eq!(read.map(|entry| entry.paper()), Some(kind));
        }
        assert_eq!(entry(Paper::PayablesList, |_| String::new()), None);
    }
}
