//! Text messages about loans, each sent once per occasion.

use shared::api::{NoticeKind, ProblemCode};
use shared::canonical;
use shared::evidence::EvidenceBody;
use shared::language::Label;

use super::Postponed;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::loans::{Loan, standing};
use crate::store::Document;
use crate::store::acts::{KeepNotice, NoticeEvidence};

/// Sends a message about a loan unless one of the same kind and occasion went out, and keeps what it
/// said. A notice the law asks for also enters the evidence chain.
///
/// # Errors
/// [`Postponed`]: the gateway gave no usable answer, or something on our side.
pub(super) async fn about(
    here: &Installation,
    loan: &Loan,
    kind: NoticeKind,
    occasion: &str,
    text: Label,
) -> Result<(), Postponed> {
    let sent = standing::notices(here, loan).await?;
    if sent.iter().any(|notice| notice.kind == kind.key() && notice.occasion == occasion) {
        return Ok(());
    }
    let mobile = here.store.mobile_of(loan.borrower.clone()).await?;
    let mobile = mobile.ok_or(Failure::of(ProblemCode::Internal))?;
    let name = &loan.record.product_name.zh;
    let message = format!("【{}】{name}：{}", here.name().zh, text.zh);
    here.outside.send_message(&mobile, &message).await.map_err(|error| {
        tracing::warn!(service = "sms", reason = error.word(), loan = loan.id, "not sent");
        Postponed::Outside(error.word())
    })?;
    let digest = canonical::digest(&text).map_err(Failure::from)?;
    let document = Document::of(&text)?;
    let evidence = (kind == NoticeKind::AdverseReporting).then(|| NoticeEvidence {
        application: loan.record.application_id.clone(),
        event: EvidenceBody::AdverseNoticeGiven { loan_id: loan.id.clone(), notice: digest },
        paper: (digest, document.clone()),
    });
    let act = KeepNotice {
        borrower: loan.borrower.clone(),
        loan: loan.id.clone(),
        kind: kind.key(),
        occasion: occasion.to_owned(),
        document,
        evidence,
        at: here.now(),
    };
    here.store.keep_notice(act).await?;
    Ok(())
}
