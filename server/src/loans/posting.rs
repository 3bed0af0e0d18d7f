//! The double entries of what happens to a loan.

use shared::calendar::Calendar;
use shared::ledger::entry_of_act;
use shared::loan::LoanEvent;

use crate::failure::Failure;
use crate::installation::Installation;
use crate::store::acts::NewEntry;

/// What an act posts that takes a loan's events from `before` to `after`; nothing when it moves
/// nothing between accounts.
///
/// # Errors
/// [`Failure`] when the events make no book, which is a fault on our side.
pub fn entries(
    here: &Installation,
    loan: &str,
    act: &'static str,
    before: &[LoanEvent],
    after: &[LoanEvent],
) -> Result<Vec<NewEntry>, Failure> {
    let entry = entry_of_act(before, after, &Calendar::china()).map_err(Failure::internal)?;
    let named = entry.map(|postings| {
        let subject = loan.to_owned();
        Ok(NewEntry { entry: here.identifier()?, subject, act, postings })
    });
    named.into_iter().collect()
}
