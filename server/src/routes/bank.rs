//! What people of the bank do: cases, requests, pools.

use shared::api as wire;

use crate::api::{Api, Audience};
use crate::{desk, disputes, pools};

pub(super) fn at_the_desk(api: Api) -> Api {
    use Audience::{SignedIn, Staff};
    use desk::{answers, decisions, facts, papers, queries, queue, requests, signer, view};
    api.mount::<wire::GetDeskCases, _, _>(
        Staff,
        "Everything that waits for a person, in the order it is served.",
        queue::cases,
    )
    .mount::<wire::GetDeskCase, _, _>(Staff, "One case in full.", view::get)
    .mount::<wire::RecordFacts, _, _>(
        Staff,
        "Writes down facts an officer saw proof of; the engine decides again.",
        facts::record,
    )
    .mount::<wire::RecordVisit, _, _>(
        Staff,
        "Hands in the cash-flow form of a visit; the engine decides again.",
        facts::visit,
    )
    .mount::<wire::DecideCase, _, _>(
        Staff,
        "Decides a case the engine referred, or a review.",
        decisions::decide,
    )
    .mount::<wire::AskSourceAgain, _, _>(
        Staff,
        "Asks the source of a disputed datum again.",
        queries::ask_again,
    )
    .mount::<wire::GetShownPaper, _, _>(
        Staff,
        "The file handed in for a higher limit.",
        papers::get,
    )
    .mount::<wire::AnswerDispute, _, _>(
        Staff,
        "Answers a dispute, or a paper handed in.",
        answers::answer,
    )
    .mount::<wire::SeeSigner, _, _>(Staff, "Writes down who signs.", signer::see)
    .mount::<wire::GetDeskRequests, _, _>(
        Staff,
        "Complaints and questions that wait for an answer.",
        requests::waiting,
    )
    .mount::<wire::AnswerRequest, _, _>(Staff, "Answers one of them.", requests::answer)
    .mount::<wire::DisputeDatum, _, _>(
        SignedIn,
        "Says that a datum the bank holds is wrong.",
        disputes::dispute,
    )
    .mount::<wire::GetDisputes, _, _>(SignedIn, "Every dispute, newest first.", disputes::list)
    .mount::<wire::GetDecisions, _, _>(
        SignedIn,
        "Every decision on an application, oldest first.",
        decisions::versions,
    )
}

pub(super) fn keeping_pools(api: Api) -> Api {
    use Audience::{SignedIn, Staff};
    api.mount::<wire::GetPools, _, _>(Staff, "Every pool and what it holds.", pools::all)
        .mount::<wire::GetPool, _, _>(Staff, "One pool: standing, loans, ledger.", pools::get)
        .mount::<wire::ContributeToPool, _, _>(
            Staff,
            "Somebody pays into a pool.",
            pools::contribute,
        )
        .mount::<wire::ClaimFromPool, _, _>(
            Staff,
            "Claims the loss of an overdue loan.",
            pools::claim,
        )
        .mount::<wire::RecoverToPool, _, _>(
            Staff,
            "Something of a claimed loss came back.",
            pools::recover,
        )
        .mount::<wire::GetPoolCover, _, _>(
            SignedIn,
            "What the pool behind a facility covers.",
            pools::of_facility,
        )
}
