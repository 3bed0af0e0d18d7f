//! Many phones sending quotes at once.

use shared::api::{PublishedCatalogue, RecordQuoteRequest};
use shared::catalogue::files;
use shared::timestamp::Timestamp;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tests::identity::Person;
use tests::journey::quoted;
use tests::line::{Asked, Connection};

/// Different quotes in the load.
const KINDS: i64 = 64;

/// What one measurement found.
#[derive(Debug)]
pub(crate) struct Load {
    /// Quotes refused; none should be.
    pub(crate) refused: u64,
    millis: Vec<f64>,
    seconds: f64,
}

impl Load {
    /// Decisions carried out.
    pub(crate) fn decisions(&self) -> f64 {
        f64::from(u32::try_from(self.millis.len()).unwrap_or(u32::MAX))
    }

    /// Decisions a second.
    pub(crate) fn per_second(&self) -> f64 {
        self.decisions() / self.seconds
    }

    /// The time within which this share of the answers came.
    pub(crate) fn millis(&self, share: f64) -> f64 {
        let mut sorted = self.millis.clone();
        sorted.sort_by(f64::total_cmp);
        let wanted = self.decisions() * share;
        let after = sorted
            .iter()
            .enumerate()
            .find(|(at, _)| f64::from(u32::try_from(*at).unwrap_or(u32::MAX)) >= wanted - 1.0);
        after.map_or(0.0, |(_, millis)| *millis)
    }
}

/// Quotes for different amounts, as phones would send them today.
#[expect(clippy::disallowed_methods, reason = "the server under load runs on the machine's clock")]
pub(crate) fn requests() -> Vec<Asked> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let micros = i64::try_from(since_1970.as_micros()).expect("before the year 9999");
    let today = Timestamp::from_micros(micros).expect("a moment").date_in_china();
    let catalogue = files::sample().expect("the sample catalogue is right");
    let published = PublishedCatalogue {
        digest: catalogue.digest(),
        today,
        catalogue: catalogue.document().clone(),
    };
    let asked = |amount: i64| {
        let request: RecordQuoteRequest =
            quoted(published.clone(), &Person::enterprise(), 100_000 + 1_000 * amount);
        let body = serde_json::to_vec(&request).expect("JSON");
        Asked::new("POST", "/api/v1/quotes").json(body)
    };
    (0..KINDS).map(asked).collect()
}

/// Sends quotes over `connections` for `time`, each connection waiting for its answers.
pub(crate) async fn run(
    address: SocketAddr,
    requests: &[Asked],
    connections: usize,
    time: Duration,
) -> Load {
    let requests = Arc::new(requests.to_vec());
    let start = Instant::now();
    let phones: Vec<_> = (0..connections)
        .map(|phone| tokio::spawn(one_phone(address, Arc::clone(&requests), phone, start + time)))
        .collect();
    let mut load = Load { refused: 0, millis: Vec::new(), seconds: 0.0 };
    for phone in phones {
        let (millis, refused) = phone.await.expect("a phone");
        load.millis.extend(millis);
        load.refused += refused;
    }
    load.seconds = start.elapsed().as_secs_f64();
    load
}

async fn one_phone(
    address: SocketAddr,
    requests: Arc<Vec<Asked>>,
    phone: usize,
    until: Instant,
) -> (Vec<f64>, u64) {
    let mut connection = Connection::open(address).await.expect("the server listens");
    let (mut millis, mut refused) = (Vec::new(), 0);
    for (count, asked) in requests.iter().cycle().skip(phone).enumerate() {
        let before = Instant::now();
        if before >= until {
            break;
        }
        let key = format!("{phone}-{count}");
        let request = asked.clone().header("idempotency-key", &key).on_the_wire();
        connection.write(&request).await.expect("the request is sent");
        let reply = connection.read().await.expect("an answer");
        if reply.is_success() {
            millis.push(before.elapsed().as_secs_f64() * 1000.0);
        } else {
            refused += 1;
        }
    }
    (millis, refused)
}
