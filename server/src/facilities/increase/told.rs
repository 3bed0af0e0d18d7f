//! The message that a paper handed in for a higher limit was checked.

use shared::api::{LimitIncreaseState, ProblemCode};

use super::Wish;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::jobs::Postponed;
use crate::store::acts::FindIncrease;

/// Tells the borrower what came of it, once for each paper; `subject` names the wish.
///
/// # Errors
/// [`Postponed`] when the gateway is down.
pub async fn tell(here: &Installation, borrower: &str, subject: &str) -> Result<(), Postponed> {
    let find = FindIncrease { borrower: borrower.to_owned(), increase: subject.to_owned() };
    let Some(stored) = here.store.find_increase(find).await? else { return Ok(()) };
    let wish: Wish = stored.document.read("limit increase")?;
    let mobile = here.store.mobile_of(borrower.to_owned()).await?;
    let mobile = mobile.ok_or(Failure::of(ProblemCode::Internal))?;
    let result = match wish.state {
        LimitIncreaseState::Granted => {
            format!("额度可提高到{}元，请登录后在“提高额度”中确认。", wish.possible)
        }
        LimitIncreaseState::NotEnough | LimitIncreaseState::Referred => {
            "结果和差额请登录后在“提高额度”中查看，现有额度不受影响。".to_owned()
        }
        LimitIncreaseState::Accepted => return Ok(()),
    };
    let text = format!("【{}】您提交的提额材料已核对。{result}", here.name().zh);
    here.outside.send_message(&mobile, &text).await.map_err(|error| {
        tracing::warn!(service = "sms", reason = error.word(), "not sent");
        Postponed::Outside(error.word())
    })
}
