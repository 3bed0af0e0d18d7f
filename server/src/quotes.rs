//! Quotes made on the phone, recomputed here and kept when both sides agree.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::api::{ProblemCode, QuoteRecorded, RecordQuoteRequest};
use shared::canonical::Digest;
use shared::facts::{Facts, Source};
use shared::quote::{self, QuoteDigests, QuoteError, QuoteRequest};

use crate::caller::Caller;
use crate::command::{Commanded, answer_again, answer_first};
use crate::failure::Failure;
use crate::installation::Installation;
use crate::session::{MaybeSignedIn, SignedIn};
use crate::store::Document;
use crate::store::acts::{FindQuote, RecordQuote};

/// A quote as kept: what was asked, what both sides computed, and how long it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptQuote {
    /// What was asked.
    pub request: QuoteRequest,
    /// What both sides computed.
    pub digests: QuoteDigests,
    /// Last day it stands.
    #[serde(with = "shared::date_text")]
    pub expires_on: NaiveDate,
}

/// Recomputes a quote and keeps it when every digest agrees.
///
/// The quote's identifier follows from the caller's key, so one insertion both keeps the
/// quote and recognises a repetition.
///
/// # Errors
/// [`Failure`]: a stale catalogue, another day, another result, too often.
pub async fn record_quote(
    State(here): State<Installation>,
    caller: Caller,
    MaybeSignedIn(who): MaybeSignedIn,
    command: Commanded<RecordQuoteRequest>,
) -> Result<Response, Failure> {
    here.limits.quotes.take(&caller.0, here.now())?;
    declared_only(&command.value.request.facts)?;
    let borrower = who.map(|who| who.borrower);
    let quote_id = quote_id(&here, borrower.as_deref(), &command.key);
    let (asked, command) = command.take();
    let kept = recompute(&here, asked)?;
    let act = RecordQuote {
        borrower: borrower.clone(),
        quote: quote_id.clone(),
        request_hash: command.request_hash,
        catalogue_hash: kept.digests.catalogue,
        input_hash: kept.digests.input,
        output_hash: kept.digests.output,
        document: Document::of(&kept)?,
        at: here.now(),
    };
    let recorded = |kept: &KeptQuote| {
        let view = QuoteRecorded {
            quote_id: quote_id.clone(),
            expires_on: kept.expires_on,
            digests: kept.digests,
        };
        command.answer(&view)
    };
    if here.store.record_quote(act).await? {
        return Ok(answer_first(&recorded(&kept)?));
    }
    let find = FindQuote { borrower, quote: quote_id.clone() };
    let earlier = here.store.find_quote(find).await?.ok_or(Failure::of(ProblemCode::NotFound))?;
    if earlier.request_hash != command.request_hash {
        return Err(Failure::of(ProblemCode::IdempotencyKeyReused));
    }
    Ok(answer_again(&recorded(&earlier.document.read("quote")?)?))
}

/// The quote the server computes, when it is the one the phone computed.
fn recompute(here: &Installation, asked: RecordQuoteRequest) -> Result<KeptQuote, Failure> {
    if asked.digests.catalogue != here.catalogue.digest() {
        return Err(Failure::of(ProblemCode::CatalogueStale));
    }
    if asked.request.on != here.today() {
        return Err(Failure::of(ProblemCode::QuoteOutdated));
    }
    let quote = quote::quote(&here.catalogue, &asked.request).map_err(unquotable)?;
    if quote.digests != asked.digests {
        return Err(differs(asked.digests, quote.digests));
    }
    let expires_on = quote.body.expires_on;
    Ok(KeptQuote { request: asked.request, digests: quote.digests, expires_on })
}

/// A quote rests on what the person says; that somebody verified it is not theirs to say.
fn declared_only(facts: &Facts) -> Result<(), Failure> {
    if facts.iter().all(|(_, datum)| datum.source == Source::Declared) {
        return Ok(());
    }
    Err(Failure::field(
        "request.facts",
        "source_not_declared",
        "测额只接受自行申报的数据，来源请填写 declared。",
        "A quote takes declared facts only; write declared as their source.",
    ))
}

fn unquotable(error: QuoteError) -> Failure {
    match error {
        QuoteError::NothingWanted | QuoteError::TooLarge => Failure::field(
            "request.need.amount",
            "amount_out_of_range",
            "请填写合理的借款金额。",
            "Enter a reasonable amount.",
        ),
        QuoteError::Term(_) | QuoteError::Schedule(_) => Failure::field(
            "request.need.term_months",
            "term_out_of_range",
            "请选择产品提供的期限。",
            "Choose a term the product offers.",
        ),
        error => Failure::internal(error),
    }
}

fn differs(sent: QuoteDigests, computed: QuoteDigests) -> Failure {
    let (zh, en) = if sent.input == computed.input {
        ("同样的输入，服务器算出的结果与您手机上的不一致", "for the same input, the results differ")
    } else {
        ("服务器收到的输入与您手机上测算的不一致", "the input received is not the one quoted")
    };
    let pair = |digest: Digest| digest.short();
    let numbers = format!(
        "{}/{} ≠ {}/{}",
        pair(sent.input),
        pair(sent.output),
        pair(computed.input),
        pair(computed.output)
    );
    Failure::of(ProblemCode::QuoteDiffers).because(
        format!("{zh}（{numbers}）。请刷新后重新测算。"),
        format!("Not recorded: {en} ({numbers}). Refresh and quote again."),
    )
}

/// The identifier a key leads to; nobody can guess it without the installation's secret.
fn quote_id(here: &Installation, borrower: Option<&str>, key: &str) -> String {
    let unique = format!("{} {key}", borrower.unwrap_or("visitor"));
    let hash = here.secret.hash("quote", &unique);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

/// A quote this borrower may start from, when it still stands.
///
/// # Errors
/// [`ProblemCode::NotFound`] or [`ProblemCode::QuoteExpired`].
pub async fn standing_quote(
    here: &Installation,
    who: &SignedIn,
    quote_id: &str,
) -> Result<KeptQuote, Failure> {
    let find = FindQuote { borrower: Some(who.borrower.clone()), quote: quote_id.to_owned() };
    let stored = here.store.find_quote(find).await?.ok_or(Failure::of(ProblemCode::NotFound))?;
    let kept: KeptQuote = stored.document.read("quote")?;
    if here.today() > kept.expires_on {
        return Err(Failure::of(ProblemCode::QuoteExpired));
    }
    Ok(kept)
}
