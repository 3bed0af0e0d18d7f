//! Who somebody is, what is known about them, and what they ask of people.

use shared::api as wire;

use crate::api::{Api, Audience};
use crate::{catalogue, devices, passkeys, person, quotes, requests, sign_in, step_up};

pub(super) fn signing_in(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    api.mount::<wire::GetCatalogue, _, _>(
        Everybody,
        "What the quote screen quotes from, and today's date at the bank.",
        catalogue::published,
    )
    .mount::<wire::GetProducts, _, _>(
        Everybody,
        "Every product of the catalogue in force, and today's date at the bank.",
        catalogue::products,
    )
    .mount::<wire::RecordQuote, _, _>(
        Everybody,
        "Recomputes a quote made on the phone and keeps it when every digest agrees.",
        quotes::record_quote,
    )
    .mount::<wire::SendCode, _, _>(Everybody, "Sends a one-time code.", sign_in::send_code)
    .mount::<wire::SignIn, _, _>(
        Everybody,
        "Signs in with the code and sets the session cookie.",
        sign_in::sign_in,
    )
    .mount::<wire::GetSession, _, _>(SignedIn, "Who is signed in.", sign_in::session)
    .mount::<wire::SignOut, _, _>(SignedIn, "Signs out.", sign_in::sign_out)
    .mount::<wire::ReadSimulatedMessages, _, _>(
        Everybody,
        "Messages the simulator holds for a number; 404 unless it is in use.",
        sign_in::simulated_messages,
    )
    .mount::<wire::GetOwnSimulatedMessages, _, _>(
        SignedIn,
        "Messages the simulator holds for the person signed in.",
        sign_in::own_simulated_messages,
    )
}

pub(super) fn showing_who(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    api.mount::<wire::GetSessions, _, _>(
        SignedIn,
        "Every session of the person signed in.",
        devices::list,
    )
    .mount::<wire::EndSession, _, _>(SignedIn, "Ends one session.", devices::end)
    .mount::<wire::EndOtherSessions, _, _>(
        SignedIn,
        "Ends all sessions but this one.",
        devices::end_others,
    )
    .mount::<wire::GetPasskeys, _, _>(
        SignedIn,
        "The passkeys of the person signed in.",
        passkeys::list,
    )
    .mount::<wire::StartPasskey, _, _>(SignedIn, "Begins to register a passkey.", passkeys::start)
    .mount::<wire::AddPasskey, _, _>(
        SignedIn,
        "Keeps the passkey an authenticator made.",
        passkeys::add,
    )
    .mount::<wire::RemovePasskey, _, _>(SignedIn, "Forgets a passkey.", passkeys::remove)
    .mount::<wire::StartPasskeySignIn, _, _>(
        Everybody,
        "Begins to sign in by passkey.",
        passkeys::start_sign_in,
    )
    .mount::<wire::SignInByPasskey, _, _>(
        Everybody,
        "Signs in by passkey and sets the session cookie.",
        passkeys::sign_in,
    )
    .mount::<wire::StartStepUp, _, _>(
        SignedIn,
        "Asks for what it takes to verify an act.",
        step_up::start,
    )
    .mount::<wire::ProveStepUp, _, _>(SignedIn, "Verifies an act.", step_up::prove)
}

pub(super) fn knowing(api: Api) -> Api {
    use Audience::SignedIn;
    api.mount::<wire::GetAuthorisations, _, _>(
        SignedIn,
        "Every authorisation given, live and past.",
        person::authorisations,
    )
    .mount::<wire::GetReceipt, _, _>(SignedIn, "The receipt of one authorisation.", person::receipt)
    .mount::<wire::GetQueryLog, _, _>(
        SignedIn,
        "Every question asked of an outside party.",
        person::query_log,
    )
    .mount::<wire::GetExport, _, _>(
        SignedIn,
        "Everything held about the person signed in.",
        person::export,
    )
    .mount::<wire::GetDeletionPlan, _, _>(
        SignedIn,
        "What deletion would delete and keep.",
        person::deletion_plan,
    )
    .mount::<wire::AskDeletion, _, _>(SignedIn, "Deletes what can go.", person::ask_deletion)
}

pub(super) fn asking_people(api: Api) -> Api {
    use Audience::SignedIn;
    api.mount::<wire::AskForPerson, _, _>(
        SignedIn,
        "Complains, or asks for a person to look.",
        requests::ask,
    )
    .mount::<wire::GetServiceRequests, _, _>(SignedIn, "What was asked of people.", requests::list)
    .mount::<wire::WithdrawServiceRequest, _, _>(
        SignedIn,
        "Takes a request to a person back.",
        requests::withdraw,
    )
}
