//! Papers that stand behind draws: presented by the borrower or delivered by a chain company, confirmed
//! by whoever can vouch for them, taken in a draw and given back when it is repaid.
//!
//! What a paper is and what can be lent on it is `shared::backing`'s affair; that none stands behind two
//! loans is the store's.

pub mod confirm;
pub mod deliver;
pub mod present;
mod query;
mod record;
mod take;
mod view;

pub use record::Presented;
pub use take::{Taken, short_of_papers, taken};
pub use view::{papers_view, payee_view};

use shared::api::ProblemCode;
use shared::date_text;

use crate::failure::Failure;
use crate::store::StoreError;
use crate::store::acts::HeldPaper;

/// Refuses a paper that stands behind a financing: since when, and whether it is the borrower's own. Of
/// anybody else's nothing is said.
pub fn financed(holder: &HeldPaper, borrower: &str) -> Failure {
    let code: Vec<char> = holder.paper.chars().collect();
    let tail: String = code.iter().skip(code.len().saturating_sub(4)).collect();
    let day = date_text::format(holder.taken_at.date_in_china());
    let failure = Failure::of(ProblemCode::PaperFinanced);
    if holder.borrower == borrower {
        failure.because(
            format!("尾号{tail}的单据已于{day}用于您自己的一笔借款，还清后可以再用。"),
            format!(
                "The paper ending in {tail} has stood behind a loan of yours since {day}; it is free \
                 again once that is repaid."
            ),
        )
    } else {
        failure.because(
            format!("尾号{tail}的单据已于{day}用于另一笔融资，不能重复使用。出于保密，不说明是谁的。"),
            format!(
                "The paper ending in {tail} has stood behind another financing since {day} and cannot \
                 be used twice. Whose it is stays confidential."
            ),
        )
    }
}

/// The store's refusal, as this borrower is told it.
pub(crate) fn told(error: StoreError, borrower: &str) -> Failure {
    match error {
        StoreError::PaperFinanced(holder) => financed(&holder, borrower),
        error => error.into(),
    }
}
