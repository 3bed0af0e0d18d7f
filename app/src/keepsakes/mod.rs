//! What a borrower takes away from a loan: due dates for a calendar, receipts of interest, and the
//! certificate that it is settled.

use shared::{
    api::{
        CertificateView, GetDueDates, GetInterestReceipts, GetLoan, GetSettlementCertificate,
        GetSettlementCertificatePdf, LoanStatusView, LoanView, SignedCertificateView, path,
    },
    statement::InterestReceipt,
};

use crate::{
    api::ApiClient,
    components::{FactRow, card, facts_list, note},
    dom::{El, View, el, nothing},
    format,
    frame::page,
    language::Voice,
    remote::Remote,
    routes::Reference,
    text::{keepsakes, loan, standing, terms},
};

/// Everything there is to take away.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Papers {
    loan: LoanView,
    receipts: Vec<InterestReceipt>,
    certificate: Option<CertificateView>,
}

/// The papers of the loan `reference`.
pub fn keepsakes_screen(reference: Reference) -> View {
    let api = ApiClient::expect();
    let asked = Remote::new(move || {
        let reference = reference.clone();
        async move {
            let ids = [reference.as_str()];
            let loan = api.get::<GetLoan>(&ids).await?;
            let receipts = api.get::<GetInterestReceipts>(&ids).await?.receipts;
            let certificate = match loan.status {
                LoanStatusView::Settled { .. } => {
                    Some(api.get::<GetSettlementCertificate>(&ids).await?)
                }
                _ => None,
            };
            Ok(Papers { loan, receipts, certificate })
        }
    });
    asked.screen(papers)
}

fn papers(papers: Papers) -> View {
    let voice = Voice::expect();
    let Papers { loan, receipts, certificate } = papers;
    let is_settled = certificate.is_some();
    let id = loan.loan_id;
    page(
        move || voice.say(keepsakes::TITLE).to_owned(),
        move || voice.say(keepsakes::LEAD).to_owned(),
    )
    .with(certificate.map(|view| certificate_card(view, &id)))
    .with((!is_settled).then(|| calendar_card(&id)))
    .with(receipts_card(&receipts, &id))
    .with(
        (!is_settled)
            .then(|| card(keepsakes::CERTIFICATE, nothing()).with(note(keepsakes::NOT_SETTLED))),
    )
    .into()
}

/// The due dates still to come, for the phone's own calendar.
fn calendar_card(id: &str) -> El {
    let href = path::<GetDueDates>(&[id]);
    let file = download(&href, &["puhui-", id, ".ics"].concat()).say(keepsakes::ADD);
    card(keepsakes::CALENDAR, nothing()).with(note(keepsakes::CALENDAR_NOTE)).with(file)
}

fn download(href: &str, name: &str) -> El {
    el("a").class("button").set("data-kind", "secondary").set("href", href).set("download", name)
}

fn certificate_card(view: CertificateView, id: &str) -> El {
    let voice = Voice::expect();
    let CertificateView { certificate, digest, signed } = view;
    let text = certificate.text.clone();
    let rows = move || {
        let amount = |money| format::exact(money, voice.language());
        let drawn = amount(certificate.drawn);
        vec![
            FactRow::new(voice.say(keepsakes::LENDER), certificate.lender.text(voice.language())),
            FactRow::new(voice.say(keepsakes::BORROWER), certificate.borrower.clone()),
            FactRow::new(voice.say(keepsakes::DRAWN), drawn)
                .with_note(format::day(certificate.drawn_on)),
            FactRow::new(voice.say(keepsakes::SETTLED_ON), format::day(certificate.settled_on)),
            FactRow::new(voice.say(keepsakes::PAID), amount(certificate.paid)),
            FactRow::new(voice.say(keepsakes::OF_IT_INTEREST), amount(certificate.interest)),
            FactRow::new(voice.say(loan::NUMBER), certificate.loan_id.clone()),
        ]
    };
    let href = path::<GetSettlementCertificate>(&[id]);
    let data = download(&href, &["puhui-settled-", id, ".json"].concat());
    card(keepsakes::CERTIFICATE, nothing())
        .with(el("p").words(move || format::said(&text, voice.language())))
        .with(facts_list(rows))
        .with(hash(&digest.to_string()))
        .with(signed.map_or_else(|| note(keepsakes::NOT_SIGNED), |signed| signed_file(signed, id)))
        .with(data.say(keepsakes::DOWNLOAD_DATA))
}

/// The certificate as the bank signed it, and by when that is vouched for.
fn signed_file(signed: SignedCertificateView, id: &str) -> View {
    let voice = Voice::expect();
    let rows = move || {
        let signed_at = format::instant(signed.signed_at);
        let signature = FactRow::new(voice.say(keepsakes::SIGNED_AT), signed_at);
        vec![match signed.timestamped_at {
            Some(at) => {
                let stamp = [voice.say(keepsakes::TIMESTAMPED_AT), " ", &format::instant(at)];
                signature.with_note(stamp.concat())
            }
            None => signature.with_note(voice.say(keepsakes::NO_TIMESTAMP)),
        }]
    };
    let simulated = signed.certification_simulated || signed.timestamp_simulated;
    let href = path::<GetSettlementCertificatePdf>(&[id]);
    let file = download(&href, &["puhui-settled-", id, ".pdf"].concat());
    el("div")
        .class("stack")
        .set("data-gap", "small")
        .with(facts_list(rows))
        .with(simulated.then(|| note(keepsakes::SIMULATED)))
        .with(file.set("data-kind", "primary").say(keepsakes::DOWNLOAD_PDF))
        .into()
}

/// A digest, so that a copy can be told from the original.
fn hash(digest: &str) -> View {
    el("p").class("timeline__hash").say(keepsakes::DIGEST).text(" ").text(digest).into()
}

/// A receipt of each payment's interest, newest first.
fn receipts_card(receipts: &[InterestReceipt], id: &str) -> El {
    let list = card(keepsakes::RECEIPTS, nothing()).with(note(keepsakes::RECEIPTS_NOTE));
    if receipts.is_empty() {
        return list.with(note(keepsakes::NO_RECEIPTS));
    }
    let href = path::<GetInterestReceipts>(&[id]);
    let file = download(&href, &["puhui-receipts-", id, ".json"].concat());
    let rows = receipts.iter().map(receipt).collect::<Vec<_>>();
    list.with(el("ul").class("list").with(rows)).with(file.say(keepsakes::ALL_RECEIPTS))
}

fn receipt(receipt: &InterestReceipt) -> El {
    let voice = Voice::expect();
    let on = format::day(receipt.on);
    let (cost, in_capitals) = (receipt.cost, receipt.cost_in_capitals.clone());
    let parts = [
        (terms::INTEREST, receipt.interest),
        (loan::PENALTY, receipt.penalty),
        (loan::FEE, receipt.fee),
        (terms::PRINCIPAL, receipt.principal),
    ];
    let parts = move || {
        let language = voice.language();
        let amount = |money| format::exact(money, language);
        let parts = parts.into_iter().filter(|(_, money)| !money.is_zero());
        let parts: Vec<_> = parts.map(|(name, money)| (name, amount(money))).collect();
        standing::owed_parts(&parts, language)
    };
    let main = el("span")
        .class("list__main")
        .with(el("span").class("list__title").text(&on))
        .with(el("span").class("list__note").words(parts))
        .with(el("span").class("list__note").set("lang", "zh-CN").text(&in_capitals));
    let value =
        el("span").class("list__value").words(move || format::exact(cost, voice.language()));
    el("li").class("list__item").with(main).with(value)
}
