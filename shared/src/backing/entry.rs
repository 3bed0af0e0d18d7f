//! A paper as its owner types it, read into a [`Claim`].

use super::{Bill, Claim, Invoice, Order, Property, Receivable};
use crate::catalogue::{Advance, Paper};
use crate::date_text;
use crate::identifier::{
    BillNumberError, DocumentNumberError, InvoiceNumber, InvoiceNumberError, Uscc, UsccError,
};
use crate::language::{Language, Say};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most invoices that prove one receivable.
const INVOICES_MAX: usize = 20;

/// A paper as typed. Papers that a chain company delivers are not typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperEntry {
    /// What a buyer owes.
    Receivable {
        /// The debtor's unified social credit code.
        debtor: String,
        /// How much, in yuan.
        amount: String,
        /// When it is due, `YYYY-MM-DD`.
        due: String,
        /// The invoices that prove it.
        invoices: Vec<String>,
    },
    /// What a buyer ordered.
    Order {
        /// The buyer's unified social credit code.
        buyer: String,
        /// The buyer's number for it.
        number: String,
        /// What it is worth, in yuan.
        amount: String,
        /// What the buyer prepaid, in yuan.
        prepaid: String,
    },
    /// An invoice issued.
    Invoice {
        /// Its number.
        number: String,
        /// Its total, in yuan.
        amount: String,
    },
    /// A bill for pledge.
    Bill {
        /// Its 30 digits.
        number: String,
        /// Face value, in yuan.
        amount: String,
        /// When it is paid, `YYYY-MM-DD`.
        due: String,
    },
    /// A property that secures the facility.
    Property {
        /// The certificate's number.
        certificate: String,
    },
}

/// Who presents a paper, and for what.
#[derive(Clone, Copy, Debug)]
pub struct Claimant<'a> {
    /// The borrower's registered business; farmers have none.
    pub business: Option<&'a Uscc>,
    /// The facility's limit.
    pub limit: Money,
    /// What its product lends on papers.
    pub advance: Option<&'a Advance>,
    /// Today.
    pub on: NaiveDate,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProblem {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong with it.
    pub why: EntryRefused,
}

/// Why a field cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefused {
    /// Not an amount above zero.
    #[error("write an amount above zero")]
    Amount,
    /// Not a day.
    #[error("write the day as YYYY-MM-DD")]
    Day,
    /// Due already.
    #[error("it is due already")]
    Due,
    /// Owed by, or ordered by, the borrower itself.
    #[error("the other side is the borrower itself")]
    Itself,
    /// A borrower without a registered business has no such paper.
    #[error("only a registered business has such a paper")]
    NoBusiness,
    /// Invoices are what proves a receivable.
    #[error("name the invoices behind it")]
    InvoicesMissing,
    /// More invoices than one receivable rests on.
    #[error("name at most {INVOICES_MAX} invoices")]
    InvoicesTooMany,
    /// The same invoice twice.
    #[error("name each invoice once")]
    InvoiceTwice,
    /// The buyer prepaid less of the order than the product asks for.
    #[error("the buyer must have prepaid at least {least_percent} % of the order")]
    PrepaidTooLittle {
        /// The least share, in per cent.
        least_percent: u16,
    },
    /// More was prepaid than the order is worth.
    #[error("no more is prepaid than the order is worth")]
    PrepaidTooMuch,
    /// Not a unified social credit code.
    #[error(transparent)]
    Uscc(#[from] UsccError),
    /// Not the number of an invoice.
    #[error(transparent)]
    Invoice(#[from] InvoiceNumberError),
    /// Not the number of a bill.
    #[error(transparent)]
    Bill(#[from] BillNumberError),
    /// Not the number of a document.
    #[error(transparent)]
    Document(#[from] DocumentNumberError),
}

/// Fields read so far, and everything wrong with them.
#[derive(Default)]
struct Reading(Vec<EntryProblem>);

impl Reading {
    /// Keeps what was read, or what is wrong with it.
    fn field<T, E: Into<EntryRefused>>(
        &mut self,
        field: &'static str,
        read: Result<T, E>,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(why) => {
                self.0.push(EntryProblem { field, why: why.into() });
                None
            }
        }
    }

    fn amount(&mut self, field: &'static str, text: &str) -> Option<Money> {
        let read = Money::parse_typed(text).ok().filter(|amount| amount.is_positive());
        self.field(field, read.ok_or(EntryRefused::Amount))
    }

    fn due(&mut self, text: &str, on: NaiveDate) -> Option<NaiveDate> {
        let day = self.field("due", date_text::parse(text.trim()).ok_or(EntryRefused::Day))?;
        self.field("due", if day > on { Ok(day) } else { Err(EntryRefused::Due) })
    }

    /// The other side of a paper: anybody but the borrower.
    fn other(&mut self, field: &'static str, text: &str, own: &Uscc) -> Option<Uscc> {
        let other: Uscc = self.field(field, text.parse())?;
        self.field(field, if other == *own { Err(EntryRefused::Itself) } else { Ok(other) })
    }

    fn invoices(&mut self, texts: &[String]) -> Option<Vec<InvoiceNumber>> {
        const FIELD: &str = "invoices";
        let written = texts.iter().filter(|text| !text.trim().is_empty());
        let read: Result<Vec<InvoiceNumber>, _> = written.map(|text| text.parse()).collect();
        let mut invoices = self.field(FIELD, read)?;
        invoices.sort();
        let refused = if invoices.is_empty() {
            Some(EntryRefused::InvoicesMissing)
        } else if invoices.len() > INVOICES_MAX {
            Some(EntryRefused::InvoicesTooMany)
        } else if invoices.is_sorted_by(|one, other| one < other) {
            None
        } else {
            Some(EntryRefused::InvoiceTwice)
        };
        self.field(FIELD, refused.map_or(Ok(invoices), Err))
    }

    /// What the buyer prepaid of an order worth `amount`.
    fn prepaid(&mut self, text: &str, amount: Money, least: Option<u16>) -> Option<Money> {
        const FIELD: &str = "prepaid";
        let read = Money::parse_typed(text).ok().filter(|prepaid| !prepaid.is_negative());
        // Nothing typed is nothing prepaid.
        let read = read.or_else(|| text.trim().is_empty().then_some(Money::ZERO));
        let prepaid = self.field(FIELD, read.ok_or(EntryRefused::Amount))?;
        let refused = if prepaid > amount {
            Some(EntryRefused::PrepaidTooMuch)
        } else {
            let too_little =
                |least: &u16| prepaid < super::share(amount, *least) || !prepaid.is_positive();
            least
                .filter(too_little)
                .map(|least_percent| EntryRefused::PrepaidTooLittle { least_percent })
        };
        self.field(FIELD, refused.map_or(Ok(prepaid), Err))
    }
}

impl PaperEntry {
    /// Which kind of paper it is.
    pub const fn paper(&self) -> Paper {
        match self {
            Self::Receivable { .. } => Paper::Receivable,
            Self::Order { .. } => Paper::Order,
            Self::Invoice { .. } => Paper::Invoices,
            Self::Bill { .. } => Paper::Bills,
            Self::Property { .. } => Paper::PropertyCertificate,
        }
    }

    /// What is on the paper.
    ///
    /// # Errors
    /// Everything that is wrong, field by field, in the order of the fields.
    pub fn claim(&self, by: &Claimant<'_>) -> Result<Claim, Vec<EntryProblem>> {
        let mut reading = Reading::default();
        let claim = self.read(by, &mut reading);
        match claim {
            Some(claim) if reading.0.is_empty() => Ok(claim),
            _ => Err(reading.0),
        }
    }

    fn read(&self, by: &Claimant<'_>, reading: &mut Reading) -> Option<Claim> {
        if let Self::Property { certificate } = self {
            let certificate = reading.field("certificate", certificate.parse())?;
            return Some(Claim::Property(Property { certificate, amount: by.limit }));
        }
        let own = reading.field("paper", by.business.ok_or(EntryRefused::NoBusiness))?;
        match self {
            Self::Receivable { debtor, amount, due, invoices } => {
                let debtor = reading.other("debtor", debtor, own);
                let amount = reading.amount("amount", amount);
                let due = reading.due(due, by.on);
                let invoices = reading.invoices(invoices);
                Some(Claim::Receivable(Receivable {
                    creditor: own.clone(),
                    debtor: debtor?,
                    amount: amount?,
                    due: due?,
                    invoices: invoices?,
                }))
            }
            Self::Order { buyer, number, amount, prepaid } => {
                let buyer = reading.other("buyer", buyer, own);
                let number = reading.field("number", number.parse());
                let amount = reading.amount("amount", amount);
                let least = by.advance.and_then(|advance| advance.prepaid_percent);
                let prepaid = reading.prepaid(prepaid, amount.unwrap_or(Money::MAX), least);
                Some(Claim::Order(Order {
                    buyer: buyer?,
                    seller: own.clone(),
                    number: number?,
                    amount: amount?,
                    prepaid: prepaid?,
                }))
            }
            Self::Invoice { number, amount } => {
                let number = reading.field("number", number.parse());
                let amount = reading.amount("amount", amount);
                let seller = own.clone();
                Some(Claim::Invoice(Invoice { seller, number: number?, amount: amount? }))
            }
            Self::Bill { number, amount, due } => {
                let number = reading.field("number", number.parse());
                let amount = reading.amount("amount", amount);
                let due = reading.due(due, by.on);
                let holder = own.clone();
                Some(Claim::Bill(Bill { holder, number: number?, amount: amount?, due: due? }))
            }
            Self::Property { .. } => None,
        }
    }
}

impl Say for EntryRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::Amount => "amount_unreadable",
            Self::Day => "day_unreadable",
            Self::Due => "paper_due",
            Self::Itself => "paper_of_itself",
            Self::NoBusiness => "business_missing",
            Self::InvoicesMissing => "invoices_missing",
            Self::InvoicesTooMany => "invoices_too_many",
            Self::InvoiceTwice => "invoice_twice",
            Self::PrepaidTooLittle { .. } => "prepaid_too_little",
            Self::PrepaidTooMuch => "prepaid_too_much",
            Self::Uscc(error) => error.code(),
            Self::Invoice(error) => error.code(),
            Self::Bill(error) => error.code(),
            Self::Document(error) => error.code(),
        }
    }

    fn say(&self, language: Language) -> String {
        let (zh, en) = match self {
            Self::Amount => {
                ("请填写金额，例如 120000 或 12万。", "Enter an amount such as 120000 or 12万.")
            }
            Self::Day => ("请填写日期，例如 2026-12-31。", "Enter a day such as 2026-12-31."),
            Self::Due => (
                "这笔款已经到期，请登记还没有到期的。",
                "It is due already; present one that is not.",
            ),
            Self::Itself => (
                "对方不能是您自己的企业，请填写对方的代码。",
                "This is your own business; enter the other side's code.",
            ),
            Self::NoBusiness => (
                "登记了营业执照的经营主体才有这种单据。",
                "Only a registered business has such a paper.",
            ),
            Self::InvoicesMissing => ("请填写对应的发票号码。", "Enter the invoices behind it."),
            Self::InvoicesTooMany => (
                "一笔应收最多对应20张发票，请分开登记。",
                "At most 20 invoices for one receivable; present the rest separately.",
            ),
            Self::InvoiceTwice => {
                ("同一张发票写了两次，请去掉一个。", "An invoice is named twice; remove one.")
            }
            Self::PrepaidTooMuch => {
                ("预付款不能超过订单金额。", "No more can be prepaid than the order is worth.")
            }
            Self::PrepaidTooLittle { least_percent } => {
                let percent = least_percent.to_string();
                return match language {
                    Language::Zh => {
                        ["买方至少要预付订单金额的", &percent, "%，才能凭它用款。"].concat()
                    }
                    Language::En => {
                        ["The buyer must have prepaid at least ", &percent, "% of the order."]
                            .concat()
                    }
                };
            }
            Self::Uscc(error) => return error.say(language),
            Self::Invoice(error) => return error.say(language),
            Self::Bill(error) => return error.say(language),
            Self::Document(error) => return error.say(language),
        };
        language.pick(zh, en).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "91510500MA6PH0001D";
    const OTHER: &str = "91330100799655058B";

    fn read(entry: &PaperEntry) -> Result<Claim, Vec<(&'static str, &'static str)>> {
        let own = OWN.parse().unwrap();
        let advance = Advance { percent: 70, prepaid_percent: Some(10), source: String::new() };
        let by = Claimant {
            business: Some(&own),
            limit: Money::from_yuan(700_000).unwrap(),
            advance: Some(&advance),
            on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        };
        let named = |problem: &EntryProblem| (problem.field, problem.why.code());
        entry.claim(&by).map_err(|problems| problems.iter().map(named).collect())
    }

    fn receivable(debtor: &str, amount: &str, due: &str, invoices: &[&str]) -> PaperEntry {
        PaperEntry::Receivable {
            debtor: debtor.to_owned(),
            amount: amount.to_owned(),
            due: due.to_owned(),
            invoices: invoices.iter().map(|number| (*number).to_owned()).collect(),
        }
    }

    fn order(amount: &str, prepaid: &str) -> PaperEntry {
        PaperEntry::Order {
            buyer: OTHER.to_owned(),
            number: "PO-1".to_owned(),
            amount: amount.to_owned(),
            prepaid: prepaid.to_owned(),
        }
    }

    #[test]
    fn a_receivable_is_read_as_people_type_it() {
        let typed = receivable(
            OTHER,
            "１０万",
            " 2026-12-31",
            &["25512000000012345679", "", "2551 2000 0000 1234 5678"],
        );
        let Claim::Receivable(read) = read(&typed).unwrap() else { panic!("a receivable") };
        assert_eq!(read.amount.to_string(), "100000.00");
        assert!(read.invoices.is_sorted() && read.invoices.len() == 2);
    }

    #[test]
    fn everything_wrong_with_a_receivable_is_said_at_once() {
        let typed = receivable("1", "-3", "31.12.2026", &[]);
        let wrong = [
            ("debtor", "uscc_wrong_length"),
            ("amount", "amount_unreadable"),
            ("due", "day_unreadable"),
            ("invoices", "invoices_missing"),
        ];
        assert_eq!(read(&typed).unwrap_err(), wrong);
        let twice = ["25512000000012345678", "２５５１２０００000012345678"];
        let typed = receivable(OWN, "0", "2026-11-23", &twice);
        let wrong = [
            ("debtor", "paper_of_itself"),
            ("amount", "amount_unreadable"),
            ("due", "paper_due"),
            ("invoices", "invoice_twice"),
        ];
        assert_eq!(read(&typed).unwrap_err(), wrong);
    }

    #[test]
    fn an_order_without_prepayment_is_refused_and_so_is_one_prepaid_beyond_its_worth() {
        assert!(read(&order("100000", "1万")).is_ok());
        for (prepaid, code) in [
            ("", "prepaid_too_little"),
            ("0", "prepaid_too_little"),
            ("9999.99", "prepaid_too_little"),
            ("100000.01", "prepaid_too_much"),
            ("some", "amount_unreadable"),
        ] {
            assert_eq!(read(&order("100000", prepaid)), Err(vec![("prepaid", code)]), "{prepaid}");
        }
    }

    #[test]
    fn a_property_secures_the_whole_limit_and_needs_no_business() {
        let entry = PaperEntry::Property {
            certificate: "川（2024）泸州市不动产权第0012345号".to_owned(),
        };
        let by = Claimant {
            business: None,
            limit: Money::from_yuan(700_000).unwrap(),
            advance: None,
            on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
        };
        assert_eq!(entry.claim(&by).unwrap().amount(), by.limit);
        let invoice = PaperEntry::Invoice {
            number: "25512000000012345678".to_owned(),
            amount: "1".to_owned(),
        };
        let refused = invoice.claim(&by).unwrap_err();
        assert_eq!(refused[0].why, EntryRefused::NoBusiness);
    }
}
