//! From the first quote to the signed agreement.

use shared::api as wire;

use crate::api::{Api, Audience};
use crate::{applications, log};

pub(super) fn applying(api: Api) -> Api {
    use Audience::SignedIn;
    use applications::{consents, draft, evidence, imports, papers, submission};
    api.mount::<wire::StartApplication, _, _>(
        SignedIn,
        "Starts an application from a recorded quote.",
        draft::start,
    )
    .mount::<wire::GetApplication, _, _>(SignedIn, "One application.", draft::get)
    .mount::<wire::SaveTyped, _, _>(SignedIn, "Keeps text as typed.", draft::save_typed)
    .mount::<wire::SetIdentity, _, _>(SignedIn, "Says who applies.", draft::set_identity)
    .mount::<wire::GetConsentText, _, _>(SignedIn, "The text of an authorisation.", consents::text)
    .mount::<wire::GiveConsent, _, _>(SignedIn, "Gives one authorisation.", consents::give)
    .mount::<wire::WithdrawConsent, _, _>(
        SignedIn,
        "Takes one authorisation back.",
        consents::withdraw,
    )
    .mount::<wire::ImportFile, _, _>(
        SignedIn,
        "Imports a file of statements in place of an earlier one.",
        imports::import,
    )
    .mount::<wire::RemoveFile, _, _>(SignedIn, "Takes an imported file back.", imports::remove)
    .mount::<wire::Submit, _, _>(SignedIn, "Hands the application in.", submission::submit)
    .mount::<wire::RequestReview, _, _>(
        SignedIn,
        "Asks for a person to review the decision.",
        submission::request_review,
    )
    .mount::<wire::WithdrawApplication, _, _>(
        SignedIn,
        "Takes the application back.",
        submission::withdraw,
    )
    .mount::<wire::ShowCostSheet, _, _>(
        SignedIn,
        "Puts the cost sheet on the screen.",
        papers::show_cost_sheet,
    )
    .mount::<wire::AcknowledgeCostSheet, _, _>(
        SignedIn,
        "Acknowledges the cost sheet and accepts the offer.",
        papers::acknowledge,
    )
    .mount::<wire::GetEvidence, _, _>(
        SignedIn,
        "The evidence chain and the documents it names.",
        evidence::get,
    )
}

pub(super) fn agreeing(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    use applications::{contract, face, signatory, signature, signed, signing};
    api.mount::<wire::GetContract, _, _>(SignedIn, "The agreement to read.", contract::get)
        .mount::<wire::AskRegistry, _, _>(
            SignedIn,
            "Asks the business registry again who may sign.",
            signatory::ask_again,
        )
        .mount::<wire::CompareFace, _, _>(
            SignedIn,
            "Has a photo of whoever signs compared; it is not kept.",
            face::compare,
        )
        .mount::<wire::AskToBeSeen, _, _>(
            SignedIn,
            "Has a person of the bank see who signs.",
            face::ask_to_be_seen,
        )
        .mount::<wire::AcknowledgeClauses, _, _>(
            SignedIn,
            "Acknowledges key clauses of the agreement.",
            contract::acknowledge,
        )
        .mount::<wire::PrepareSigning, _, _>(
            SignedIn,
            "Has the signer's key certified and the agreement made out for signing.",
            signing::prepare,
        )
        .mount::<wire::SignContract, _, _>(SignedIn, "Signs the agreement.", signature::sign)
        .mount::<wire::GetContractPdf, _, _>(
            SignedIn,
            "The signed agreement as a PDF.",
            signed::pdf,
        )
        .mount::<wire::GetLogHead, _, _>(
            Everybody,
            "The evidence log's signed head and its keys.",
            log::head,
        )
        .mount::<wire::GetLogConsistency, _, _>(
            Everybody,
            "The proof that the evidence log only grew.",
            log::consistency,
        )
}
