//! Who is who: the identifiers of businesses and people, checked when they are read.
//!
//! Every type here holds a folded, valid text; a value that exists is valid. Reading
//! forgives how people type (spaces, hyphens, full-width digits, lower case) and
//! refuses what may be a mistake, saying what to do about it through
//! [`Say`](crate::language::Say). `Debug` shows a masked form only, and there is no
//! `Display`, so an identifier reaches a log or a screen in full only where
//! `as_str` is written.

mod bank_card;
#[cfg(feature = "every-product")]
mod bill;
mod business_name;
#[cfg(feature = "every-product")]
mod document_number;
mod folding;
#[cfg(feature = "every-product")]
mod invoice;
mod mobile;
mod person_name;
mod resident_id;
mod uscc;

pub use bank_card::{BankCard, BankCardError};
#[cfg(feature = "every-product")]
pub use bill::{BillNumber, BillNumberError};
pub use business_name::{BusinessName, BusinessNameError};
#[cfg(feature = "every-product")]
pub use document_number::{DocumentNumber, DocumentNumberError};
#[cfg(feature = "every-product")]
pub(crate) use folding::folded_code;
#[cfg(feature = "every-product")]
pub use invoice::{InvoiceNumber, InvoiceNumberError};
pub use mobile::{Mobile, MobileError};
pub use person_name::{PersonName, PersonNameError};
pub use resident_id::{ADULT_AGE, ResidentId, ResidentIdError};
pub use uscc::{Registrant, Uscc, UsccError};

/// Text in and out of a newtype over `String` whose `FromStr` decides what is valid.
macro_rules! checked_text {
    ($name:ident, $error:ident) => {
        impl $name {
            /// The whole text, unmasked.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(checked: $name) -> Self {
                checked.0
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(formatter, "{}({})", stringify!($name), self.masked())
            }
        }
    };
}
use checked_text;

/// `text` with all but the first `head` and last `tail` characters as asterisks.
fn mask(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let shown_from = length.saturating_sub(tail);
    let masked = |(at, letter)| if at < head || at >= shown_from { letter } else { '*' };
    text.chars().enumerate().map(masked).collect()
}
