//! Money under an agreement: drawn, backed, repaid, serviced, raised, and taken away on paper.

use shared::api as wire;

use crate::api::{Api, Audience};
use crate::{applications, backing, facilities, loans, profile};

pub(super) fn lending(api: Api) -> Api {
    use Audience::SignedIn;
    use facilities::{account, draw, view};
    api.mount::<wire::GetOverview, _, _>(
        SignedIn,
        "Everything of the person signed in.",
        view::overview,
    )
    .mount::<wire::GetProfile, _, _>(
        SignedIn,
        "Everything held about the person signed in.",
        profile::get,
    )
    .mount::<wire::GetFacility, _, _>(SignedIn, "One facility.", view::get)
    .mount::<wire::SetAccount, _, _>(
        SignedIn,
        "Names the account that money goes to and is repaid from.",
        account::set,
    )
    .mount::<wire::Draw, _, _>(SignedIn, "Draws on a facility.", draw::draw)
    .mount::<wire::PreviewDraw, _, _>(
        SignedIn,
        "What a draw would cost, and what stands against it.",
        facilities::preview::preview,
    )
    .mount::<wire::FreezeFacility, _, _>(
        SignedIn,
        "Freezes a facility.",
        facilities::freeze::freeze,
    )
    .mount::<wire::UnfreezeFacility, _, _>(
        SignedIn,
        "Lifts a freeze of the borrower's own.",
        facilities::freeze::unfreeze,
    )
    .mount::<wire::GetLoan, _, _>(SignedIn, "One loan.", loans::get)
}

pub(super) fn papers(api: Api) -> Api {
    use Audience::SignedIn;
    use backing::{deliver, present};
    api.mount::<wire::PresentPaper, _, _>(
        SignedIn,
        "Presents a paper for draws; whoever can vouch for it is then asked.",
        present::present,
    )
    .mount::<wire::FetchPapers, _, _>(
        SignedIn,
        "Fetches the papers a chain company delivers.",
        deliver::fetch,
    )
    .mount::<wire::AskAgain, _, _>(
        SignedIn,
        "Asks again whoever let the time to confirm a paper pass.",
        present::ask_again,
    )
    .mount::<wire::TakeBackPaper, _, _>(
        SignedIn,
        "Takes back a paper that stands behind nothing.",
        present::take_back,
    )
}

pub(super) fn repaying(api: Api) -> Api {
    use Audience::{Everybody, SignedIn};
    use facilities::allocation;
    use loans::{incoming, preview, repay};
    api.mount::<wire::Repay, _, _>(SignedIn, "Repays any amount on any day.", repay::repay)
        .mount::<wire::PreviewRepayment, _, _>(
            SignedIn,
            "What a payment would do on a day.",
            preview::preview,
        )
        .mount::<wire::PreviewAllocation, _, _>(
            SignedIn,
            "How an amount would be shared among loans.",
            allocation::preview,
        )
        .mount::<wire::RepayFacility, _, _>(
            SignedIn,
            "Repays several loans at once.",
            allocation::repay,
        )
        .mount::<wire::GetIncomingPayments, _, _>(
            SignedIn,
            "Payments that came in from outside and what became of them.",
            incoming::list,
        )
        .mount::<wire::TellIncomingPayment, _, _>(
            Everybody,
            "The payment rail tells of money that came in; signed in the header Payment-Signature.",
            incoming::tell,
        )
}

pub(super) fn servicing(api: Api) -> Api {
    use Audience::SignedIn;
    use loans::{proposals, standing};
    api.mount::<wire::GetStanding, _, _>(
        SignedIn,
        "What is due, overdue and to be watched.",
        standing::get,
    )
    .mount::<wire::SetAutomaticDebit, _, _>(
        SignedIn,
        "Whether what falls due is collected by itself.",
        standing::set_automatic_debit,
    )
    .mount::<wire::SetReminders, _, _>(
        SignedIn,
        "Whether text messages remind of due dates.",
        standing::set_reminders,
    )
    .mount::<wire::GetServicing, _, _>(SignedIn, "What can be asked for.", proposals::offered)
    .mount::<wire::Propose, _, _>(
        SignedIn,
        "Previews a request and keeps the preview.",
        proposals::propose,
    )
    .mount::<wire::GetProposal, _, _>(SignedIn, "One proposal.", proposals::get)
    .mount::<wire::ConfirmProposal, _, _>(
        SignedIn,
        "Books exactly what was previewed.",
        proposals::confirm,
    )
    .mount::<wire::CancelProposal, _, _>(SignedIn, "Takes a proposal back.", proposals::cancel)
}

pub(super) fn taking_away(api: Api) -> Api {
    use Audience::SignedIn;
    use facilities::statements;
    use loans::keepsakes;
    api.mount::<wire::GetInterestBook, _, _>(
        SignedIn,
        "The interest book line by line.",
        keepsakes::interest_book,
    )
    .mount::<wire::GetInterestBookCsv, _, _>(
        SignedIn,
        "The interest book as comma-separated values.",
        keepsakes::interest_book_csv,
    )
    .mount::<wire::GetDueDates, _, _>(
        SignedIn,
        "The due dates still to come, for a calendar.",
        keepsakes::due_dates,
    )
    .mount::<wire::GetSettlementCertificate, _, _>(
        SignedIn,
        "That a loan is settled, certified.",
        keepsakes::certificate,
    )
    .mount::<wire::GetSettlementCertificatePdf, _, _>(
        SignedIn,
        "The same, signed by the bank, as a PDF.",
        loans::settled::pdf,
    )
    .mount::<wire::GetInterestReceipts, _, _>(
        SignedIn,
        "A receipt of interest for each payment.",
        keepsakes::receipts,
    )
    .mount::<wire::GetStatements, _, _>(
        SignedIn,
        "The months that have a statement.",
        statements::list,
    )
    .mount::<wire::GetStatement, _, _>(SignedIn, "The statement of a month.", statements::get)
    .mount::<wire::AnswerStatement, _, _>(
        SignedIn,
        "Says whether a statement agrees.",
        statements::answer,
    )
    .mount::<wire::GetDecision, _, _>(
        SignedIn,
        "The latest decision on an application.",
        applications::view::decision,
    )
}

pub(super) fn raising_limits(api: Api) -> Api {
    use Audience::SignedIn;
    use facilities::increase;
    api.mount::<wire::RequestLimitIncrease, _, _>(
        SignedIn,
        "Asks for a higher limit; decided at once.",
        increase::request,
    )
    .mount::<wire::GetLimitIncrease, _, _>(
        SignedIn,
        "One request for a higher limit.",
        increase::get,
    )
    .mount::<wire::GetLimitIncreases, _, _>(
        SignedIn,
        "The wishes for a higher limit, newest first.",
        increase::list,
    )
    .mount::<wire::ShowPaper, _, _>(
        SignedIn,
        "Hands in a file that shows a figure asked for.",
        increase::papers::show,
    )
    .mount::<wire::ConnectSource, _, _>(
        SignedIn,
        "Connects a data source and decides again.",
        increase::connect,
    )
    .mount::<wire::AcceptLimitIncrease, _, _>(
        SignedIn,
        "Accepts the higher limit that was granted.",
        increase::accept,
    )
}
