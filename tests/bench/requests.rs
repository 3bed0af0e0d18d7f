//! The quotes a load sends, every one different, written out as they travel.

use shared::api::RecordQuoteRequest;
use shared::canonical;
use shared::catalogue::{Catalogue, files};
use shared::facts::{Metric, Source};
use shared::money::Money;
use shared::quote::{QuoteRequest, quote};
use shared::timestamp::Timestamp;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};
use tests::identity::Person;
use tests::journey::quote_request;
use tests::line::Asked;

/// What the first phone asks for, in yuan; each next one asks for a yuan more.
const SMALLEST_AMOUNT: i64 = 50_000;

/// Requests as HTTP/1.1 text, no two for the same quote or with the same key.
#[derive(Debug)]
pub(crate) struct Requests(Vec<Vec<u8>>);

impl Requests {
    /// Computes `count` quotes as phones would today, on all processors.
    pub(crate) fn prepare(count: u32) -> Self {
        let (catalogue, usual) = usual();
        let workers = thread::available_parallelism().map_or(1, usize::from);
        let written = thread::scope(|scope| {
            let parts: Vec<_> = (0..workers)
                .map(|first| {
                    let (catalogue, usual) = (&catalogue, &usual);
                    scope.spawn(move || {
                        let numbers = (0..count).skip(first).step_by(workers);
                        numbers.map(|number| on_the_wire(catalogue, usual, number)).collect()
                    })
                })
                .collect();
            parts.into_iter().flat_map(|part| -> Vec<_> { part.join().expect("quotes") }).collect()
        });
        Self(written)
    }

    /// The request of this number, while there are any.
    pub(crate) fn get(&self, number: usize) -> Option<&[u8]> {
        self.0.get(number).map(Vec::as_slice)
    }
}

/// What is kept of one quote, as canonical text.
pub(crate) fn document() -> String {
    let (catalogue, usual) = usual();
    let bytes = canonical::bytes(&asked(&catalogue, &usual, 0)).expect("canonical JSON");
    String::from_utf8(bytes).expect("JSON is text")
}

/// The catalogue the server opens with, and what one phone asks today.
#[expect(clippy::disallowed_methods, reason = "the server under load runs on the machine's clock")]
fn usual() -> (Catalogue, QuoteRequest) {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let micros = i64::try_from(since_1970.as_micros()).expect("before the year 9999");
    let today = Timestamp::from_micros(micros).expect("a moment").date_in_china();
    let catalogue = files::sample().expect("the sample catalogue is right");
    (catalogue, quote_request(&Person::enterprise(), SMALLEST_AMOUNT, today))
}

/// The quote of this number: its own amount and its own sales.
fn asked(catalogue: &Catalogue, usual: &QuoteRequest, number: u32) -> RecordQuoteRequest {
    let mut request = usual.clone();
    let more = Money::from_yuan(i64::from(number)).expect("an amount");
    request.need.amount = request.need.amount.checked_add(more).expect("an amount");
    let sales = 300_000_000 + i64::from(number) * 1_000;
    request
        .facts
        .set(Metric::AnnualSales, sales, Source::Declared, request.on)
        .expect("sales in range");
    let digests = quote(catalogue, &request).expect("a quote").digests;
    RecordQuoteRequest { request, digests }
}

fn on_the_wire(catalogue: &Catalogue, usual: &QuoteRequest, number: u32) -> Vec<u8> {
    let body = serde_json::to_vec(&asked(catalogue, usual, number)).expect("JSON");
    Asked::new("POST", "/api/v1/quotes")
        .json(body)
        .header("idempotency-key", &format!("phone-{number}"))
        .on_the_wire()
}
