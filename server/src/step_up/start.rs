//! Asking for what it takes to verify an act.

use axum::Json;
use axum::extract::State;
use shared::api::{CodeSent, ProblemCode, StartStepUpRequest, StepUpView, SteppedUpAct};

use super::{Need, binds, code_hash, need, word};
use crate::adapters::Party;
use crate::applications::Case;
use crate::clock::seconds_before;
use crate::command::Commanded;
use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::passkeys::{CHALLENGE_SECONDS, KnownPasskey, REMEMBER_SECONDS};
use crate::session::SignedIn;
use crate::sign_in::RESEND_SECONDS;
use crate::store::Document;
use crate::store::acts::BeginStepUp;

/// Asks for what it takes to verify an act.
///
/// # Errors
/// [`ProblemCode::NotFound`] for an act on somebody else's things;
/// [`ProblemCode::TooManyRequests`]; [`ProblemCode::OutsidePartyDown`] when no code can be sent.
pub async fn start(
    State(here): State<Installation>,
    who: SignedIn,
    command: Commanded<StartStepUpRequest>,
) -> Result<Json<StepUpView>, Failure> {
    let act = &command.value.act;
    belongs(&here, &who, act).await?;
    match need(&here, &who, act).await? {
        Need::Nothing => Ok(Json(StepUpView::NotNeeded)),
        Need::Passkey(known) => ask_passkey(&here, &who, act, known).await.map(Json),
        Need::Code => send_code(&here, &who, act).await.map(Json),
    }
}

/// Nobody verifies what is not theirs.
async fn belongs(here: &Installation, who: &SignedIn, act: &SteppedUpAct) -> Result<(), Failure> {
    match act {
        SteppedUpAct::Sign { application_id, .. } => {
            Case::open(here, &who.borrower, application_id).await?;
        }
        SteppedUpAct::Draw { facility_id, .. } => {
            Facility::open(here, &who.borrower, facility_id).await?;
        }
        SteppedUpAct::Export {} | SteppedUpAct::Delete {} | SteppedUpAct::ChangePasskeys {} => {}
    }
    Ok(())
}

async fn ask_passkey(
    here: &Installation,
    who: &SignedIn,
    act: &SteppedUpAct,
    known: Vec<KnownPasskey>,
) -> Result<StepUpView, Failure> {
    let passkeys: Vec<_> = known.into_iter().map(|known| known.passkey).collect();
    let bound = here.passkeys.ask_to_verify(binds(act)?, &passkeys)?;
    let document = Some(Document::of(&bound.state)?);
    let begin = BeginStepUp { document, ..begun(here, who, act)? };
    let step_up_id = begin.step_up.clone();
    here.store.begin_step_up(begin).await?;
    Ok(StepUpView::Passkey { step_up_id, options: bound.options })
}

async fn send_code(
    here: &Installation,
    who: &SignedIn,
    act: &SteppedUpAct,
) -> Result<StepUpView, Failure> {
    let now = here.now();
    let mobile_hash = here.secret.hash("mobile", &who.mobile);
    here.limits.codes.take(&mobile_hash, now)?;
    let code = here.randomness.one_time_code()?;
    let begin = begun(here, who, act)?;
    let code_hash = Some(code_hash(here, &begin.step_up, &code));
    let step_up_id = begin.step_up.clone();
    here.outside.send_message(&who.mobile, &message(here, act, &code)).await.map_err(|error| {
        tracing::warn!(service = "sms", reason = error.word(), "a code could not be sent");
        Failure::of(ProblemCode::OutsidePartyDown)
    })?;
    here.store.begin_step_up(BeginStepUp { code_hash, ..begin }).await?;
    let sent = CodeSent {
        resend_after_seconds: RESEND_SECONDS,
        expires_at: now.plus_seconds(CHALLENGE_SECONDS),
        simulated: here.outside.is_simulated(Party::Sms),
    };
    Ok(StepUpView::Code { step_up_id, sent })
}

fn begun(here: &Installation, who: &SignedIn, act: &SteppedUpAct) -> Result<BeginStepUp, Failure> {
    let now = here.now();
    Ok(BeginStepUp {
        borrower: who.borrower.clone(),
        step_up: here.identifier()?,
        token_hash: who.token_hash,
        act: word(act),
        binds: binds(act)?,
        document: None,
        code_hash: None,
        at: now,
        forget_before: seconds_before(now, REMEMBER_SECONDS),
    })
}

/// The message says what the code is for, so that nobody reads one out for something else.
fn message(here: &Installation, act: &SteppedUpAct, code: &str) -> String {
    let what = match act {
        SteppedUpAct::Sign { .. } => "签署借款合同".to_owned(),
        SteppedUpAct::Draw { amount, .. } => format!("用款{amount}元"),
        SteppedUpAct::Export {} => "下载您的全部资料".to_owned(),
        SteppedUpAct::Delete {} => "申请删除您的资料".to_owned(),
        SteppedUpAct::ChangePasskeys {} => "更改通行密钥".to_owned(),
    };
    format!(
        "【{}】验证码{code}，用于{what}，{}分钟内有效。请勿告诉任何人，包括银行员工。",
        here.name().zh,
        CHALLENGE_SECONDS / 60,
    )
}
