//! The server killed while several draw and repay at once.
//!
//! The payment rail lives outside the server, as a real one does, and so survives the kills:
//! what it carried out twice, or never, would be seen there.

use crate::fragile::Fragile;
use crate::{wait_for, wait_for_decision, wait_for_money};
use server::adapters::Party;
use server::clock::{Clock as _, SystemClock};
use server::keys::KeyFolder;
use server::randomness::Randomness;
use server::simulator::{Authorities, RailOrder, Simulator};
use server::store::Store;
use shared::api::{
    Draw, Empty, FacilityView, GetFacility, LoanStatusView, LoanView, Repay, RepayAmount,
    RepayRequest,
};
use shared::money::Money;
use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tests::borrower::Borrower;
use tests::identity::Person;
use tests::journey::{draw_of, yuan};
use tests::line::{Asked, Connection, Line as _, Reply};
use tests::signer::Signer;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Draws at once in each run, and what each takes, in yuan.
const DRAWS: usize = 4;
const EACH_YUAN: i64 = 1_000;

/// Runs of one borrower; then somebody else comes.
const RUNS_EACH: u32 = 20;

/// How often the server is killed under load: `PUHUI_CRASH_RUNS`, 5 when not said.
fn runs() -> u32 {
    let told = std::env::var("PUHUI_CRASH_RUNS").ok();
    told.and_then(|text| text.parse().ok()).unwrap_or(5)
}

/// A command under a key of its own, and its answer where one arrived.
struct Sent {
    asked: Asked,
    answer: Option<Reply>,
}

/// Sends all commands at once and kills the server when some of the answers have arrived.
async fn under_load(shop: &mut Fragile, commands: Vec<Asked>, run: u32) -> Vec<Sent> {
    let (tell, mut arrived) = mpsc::channel(commands.len());
    let most = u32::try_from(commands.len()).expect("a few");
    let mut sending = JoinSet::new();
    for asked in commands {
        let (tell, address) = (tell.clone(), shop.address());
        sending.spawn(async move {
            let answer = ask(address, &asked).await.ok();
            // Nobody counts answers after the kill.
            let _ = tell.send(()).await;
            Sent { asked, answer }
        });
    }
    for _ in 0..run % most {
        arrived.recv().await;
    }
    // And a little later at every run, so that kills fall everywhere between two answers.
    let _ = timeout(Duration::from_micros(u64::from(run * 397 % 4000)), arrived.recv()).await;
    shop.restart().await;
    sending.join_all().await
}

async fn ask(address: SocketAddr, asked: &Asked) -> std::io::Result<Reply> {
    let mut connection = Connection::open(address).await?;
    connection.write(&asked.on_the_wire()).await?;
    connection.read().await
}

/// Whoever borrows, and what the rail must have seen of it.
struct Running {
    borrower: Borrower<Fragile>,
    facility: String,
    /// Loans not yet repaid.
    owed: Vec<String>,
    settled: BTreeSet<String>,
    acknowledged: u32,
    unacknowledged: u32,
}

impl Running {
    async fn start(shop: Fragile, run: u32) -> Self {
        let mut borrower = Borrower::new(shop, &format!("1380013{run:04}"));
        borrower.sign_in().await;
        let id = borrower.apply(&Person::enterprise(), 300_000).await;
        wait_for_decision(&mut borrower, &id).await;
        let sheet = borrower.show_cost_sheet(&id).await;
        borrower.acknowledge(&id, &sheet).await;
        let facility = borrower.sign(&id, &Signer::seeded(1)).await;
        borrower.name_account(&facility).await;
        let (owed, settled) = (Vec::new(), BTreeSet::new());
        Self { borrower, facility, owed, settled, acknowledged: 0, unacknowledged: 0 }
    }

    /// Draws several times and repays what was drawn before, all at once, with a kill in the middle.
    async fn run(&mut self, run: u32) {
        let facility = self.facility.clone();
        let everything = RepayRequest { pay: RepayAmount::Everything };
        let mut commands = Vec::new();
        for _ in 0..DRAWS {
            let draw = draw_of(yuan(EACH_YUAN));
            commands.push(self.borrower.asked::<Draw>(&[&facility], &draw));
        }
        let repaid = std::mem::take(&mut self.owed);
        for loan in &repaid {
            commands.push(self.borrower.asked::<Repay>(&[loan], &everything));
        }
        for sent in under_load(&mut self.borrower.line, commands, run).await {
            let again = self.borrower.line.send(sent.asked.clone()).await;
            assert!(again.is_success(), "{} refused: {}", sent.asked.path, again.text());
            if let Some(first) = sent.answer {
                assert!(first.is_success(), "{}", first.text());
                assert_eq!(first.text(), again.text(), "what was acknowledged is repeated");
                self.acknowledged += 1;
            } else {
                self.unacknowledged += 1;
            }
            if sent.asked.path.contains(&facility) {
                self.owed.push(again.json::<LoanView>().loan_id);
            }
        }
        for loan in &self.owed {
            wait_for_money(&mut self.borrower, loan).await;
        }
        for loan in &repaid {
            let is_settled =
                |loan: &LoanView| matches!(loan.status, LoanStatusView::Settled { .. });
            let settled = wait_for(&mut self.borrower, loan, is_settled).await;
            assert_eq!(
                settled.movements.len(),
                2,
                "one draw, one payment: {:?}",
                settled.movements
            );
        }
        self.settled.extend(repaid);
        self.adds_up().await;
    }

    /// Every loan acknowledged is there, no other is, and the limit says what is owed.
    async fn adds_up(&mut self) {
        let facility = self.facility.clone();
        let view: FacilityView = self.borrower.ask::<GetFacility>(&[&facility], &Empty {}).await;
        let found: BTreeSet<&str> = view.loans.iter().map(|loan| loan.loan_id.as_str()).collect();
        let known = self.settled.iter().chain(&self.owed).map(String::as_str).collect();
        assert_eq!(found, known);
        assert_eq!(found.len(), view.loans.len(), "no loan twice");
        let owed = i64::try_from(self.owed.len()).expect("a few");
        assert_eq!(view.drawn, yuan(EACH_YUAN * owed));
        assert_eq!(view.available.checked_add(view.drawn), Some(view.limit));
        let principal =
            view.loans.iter().try_fold(Money::ZERO, |sum, loan| sum.checked_add(loan.principal));
        assert_eq!(principal, Some(view.drawn));
    }
}

/// The orders of one direction the rail carried out.
fn carried_out(rail: &Simulator, direction: &str) -> Vec<RailOrder> {
    let done = |order: &RailOrder| order.direction == direction && order.state == "done";
    rail.orders().into_iter().filter(done).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_under_load_the_server_loses_nothing_acknowledged_and_doubles_nothing() {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let keys = KeyFolder::in_memory();
    let authorities = Authorities::open(&keys, Randomness::System, SystemClock.now());
    let authorities = authorities.expect("demonstration authorities");
    let rail = Simulator::start(any_port, Arc::new(SystemClock), authorities).await;
    let rail = rail.expect("a rail");
    let address = format!("payment = \"{}\"", rail.base_url(Party::Payment));
    let mut shop =
        Fragile::open_with(|settings| settings.replace("payment = \"\"", &address)).await;
    let (mut drawn, mut repaid, mut acknowledged, mut unacknowledged) = (0, 0, 0, 0);
    for first in (0..runs()).step_by(usize::try_from(RUNS_EACH).expect("a few")) {
        let mut running = Running::start(shop, first).await;
        for run in first..runs().min(first + RUNS_EACH) {
            running.run(run).await;
        }
        drawn += running.settled.len() + running.owed.len();
        repaid += running.settled.len();
        acknowledged += running.acknowledged;
        unacknowledged += running.unacknowledged;
        shop = running.borrower.line;
    }
    assert!(acknowledged > 0 && unacknowledged > 0, "kills fell before and after answers");
    let disbursed = carried_out(&rail, "disburse");
    assert_eq!(disbursed.len(), drawn, "each draw paid out once");
    assert!(disbursed.iter().all(|order| order.amount == yuan(EACH_YUAN).to_string()));
    assert_eq!(carried_out(&rail, "collect").len(), repaid, "each repayment collected once");
    let store = Store::look(&shop.database()).await.expect("the database opens");
    assert_eq!(store.unbalanced_entries(()).await.expect("the books"), []);
    let balances = store.trial_balance(()).await.expect("the books");
    assert_eq!(balances.iter().map(|account| account.amount_fen).sum::<i64>(), 0);
    println!(
        "killed {} times under load: {drawn} draws and {repaid} repayments, each once; {acknowledged} answers \
         received and {unacknowledged} lost with the server, all repeated as they were",
        runs()
    );
}
