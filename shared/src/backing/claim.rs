//! What is on a paper, by its kind.

use super::{Order, PaperKey, Payable, Purchase, Receivable};
use crate::catalogue::Paper;
use crate::identifier::{BillNumber, DocumentNumber, InvoiceNumber, Uscc};
use crate::money::Money;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is on a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// What a buyer owes.
    Receivable(Receivable),
    /// One line of a chain company's list of what it owes.
    Payable(Payable),
    /// What a buyer ordered.
    Order(Order),
    /// An invoice issued.
    Invoice(Invoice),
    /// A bill handed over for pledge.
    Bill(Bill),
    /// A property that secures the facility.
    Property(Property),
    /// What a scene's money buys.
    Purchase(Purchase),
}

/// An invoice a business issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invoice {
    /// Who issued it.
    pub seller: Uscc,
    /// Its number.
    pub number: InvoiceNumber,
    /// Its total, tax included.
    pub amount: Money,
}

/// An electronic bill of exchange, accepted by a bank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bill {
    /// Who holds it.
    pub holder: Uscc,
    /// Its number.
    pub number: BillNumber,
    /// Face value.
    pub amount: Money,
    /// When it is paid.
    #[serde(with = "crate::date_text")]
    pub due: NaiveDate,
}

/// A property by its certificate (不动产权证书), mortgaged for the whole facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Property {
    /// The certificate's number.
    pub certificate: DocumentNumber,
    /// The most the mortgage secures (最高债权额): the facility's limit.
    pub amount: Money,
}

impl Claim {
    /// Which kind of paper it is.
    pub const fn paper(&self) -> Paper {
        match self {
            Self::Receivable(_) => Paper::Receivable,
            Self::Payable(_) => Paper::PayablesList,
            Self::Order(_) => Paper::Order,
            Self::Invoice(_) => Paper::Invoices,
            Self::Bill(_) => Paper::Bills,
            Self::Property(_) => Paper::PropertyCertificate,
            Self::Purchase(_) => Paper::PurchaseContract,
        }
    }

    /// What it claims to be worth.
    pub const fn amount(&self) -> Money {
        match self {
            Self::Receivable(paper) => paper.amount,
            Self::Payable(paper) => paper.amount,
            Self::Order(paper) => paper.amount,
            Self::Invoice(paper) => paper.amount,
            Self::Bill(paper) => paper.amount,
            Self::Property(paper) => paper.amount,
            Self::Purchase(paper) => paper.amount,
        }
    }

    /// When it is paid; nothing is lent on it from that day on.
    pub const fn due(&self) -> Option<NaiveDate> {
        match self {
            Self::Receivable(paper) => Some(paper.due),
            Self::Payable(paper) => Some(paper.due),
            Self::Bill(paper) => Some(paper.due),
            Self::Order(_) | Self::Invoice(_) | Self::Property(_) | Self::Purchase(_) => None,
        }
    }

    /// The day of the delivery it came with, for papers that are delivered.
    pub const fn as_of(&self) -> Option<NaiveDate> {
        match self {
            Self::Payable(paper) => Some(paper.as_of),
            Self::Purchase(paper) => Some(paper.as_of),
            _ => None,
        }
    }

    /// Whether it secures the facility as a whole rather than one loan.
    pub const fn secures_the_facility(&self) -> bool {
        matches!(self, Self::Property(_))
    }

    /// What it occupies in the register of financed papers, ascending.
    pub fn keys(&self) -> Vec<PaperKey> {
        match self {
            Self::Receivable(paper) => paper.keys(),
            Self::Payable(paper) => vec![PaperKey::invoice(&paper.invoice)],
            Self::Order(paper) => vec![paper.key()],
            Self::Invoice(paper) => vec![PaperKey::invoice(&paper.number)],
            Self::Bill(paper) => vec![PaperKey::bill(&paper.number)],
            Self::Property(paper) => vec![PaperKey::property(&paper.certificate)],
            Self::Purchase(paper) => vec![paper.key()],
        }
    }

    /// Its number as its owner knows it; of a receivable the first invoice's.
    pub fn number(&self) -> &str {
        match self {
            Self::Receivable(paper) => paper.invoices.first().map_or("", InvoiceNumber::as_str),
            Self::Payable(paper) => paper.invoice.as_str(),
            Self::Order(paper) => paper.number.as_str(),
            Self::Invoice(paper) => paper.number.as_str(),
            Self::Bill(paper) => paper.number.as_str(),
            Self::Property(paper) => paper.certificate.as_str(),
            Self::Purchase(paper) => paper.number.as_str(),
        }
    }
}
