//! Borrowers to whom money has been lent, and the days that pass afterwards.

use crate::borrower::Borrower;
use crate::identity::Person;
use crate::journey::{draw_of, yuan};
use crate::line::{Asked, InProcess, Line, Reply};
use crate::shop::Shop;
use crate::signer::Signer;
use shared::api::{
    Draw, DrawRequest, Empty, GetLoan, GetStanding, LoanStanding, LoanView, PaymentNotice,
    TellIncomingPayment, path,
};
use shared::schedule::RepaymentMethod;

/// The mobile number of whoever borrows here.
pub const MOBILE: &str = "13800138000";

/// A borrower, their facility and a loan whose money has arrived.
#[derive(Debug)]
pub struct Lent {
    /// Who borrows.
    pub borrower: Borrower<InProcess>,
    /// Their facility.
    pub facility: String,
    /// The loan.
    pub loan: String,
}

impl Shop {
    /// Somebody who has signed, without an account yet, and their facility.
    pub async fn signed(&self, person: &Person) -> (Borrower<InProcess>, String) {
        let mut borrower = self.borrower(MOBILE).await;
        let id = borrower.apply(person, 50_000).await;
        self.work().await;
        let sheet = borrower.show_cost_sheet(&id).await;
        self.pass(60);
        borrower.acknowledge(&id, &sheet).await;
        let facility = borrower.sign(&id, &Signer::seeded(1)).await;
        (borrower, facility)
    }

    /// An enterprise that can draw, and its facility.
    pub async fn ready(&self) -> (Borrower<InProcess>, String) {
        let (mut borrower, facility) = self.signed(&Person::enterprise()).await;
        borrower.name_account(&facility).await;
        (borrower, facility)
    }

    /// An enterprise to whom so many yuan were lent.
    pub async fn lent(&self, amount: i64, term_months: u16, method: RepaymentMethod) -> Lent {
        let (borrower, facility) = self.ready().await;
        let mut lent = Lent { borrower, facility, loan: String::new() };
        lent.loan = lent.draw(self, amount, term_months, method).await;
        lent
    }

    /// What the payment rail is answered when it says that money came in by itself.
    ///
    /// # Panics
    /// When the notice cannot be written.
    pub async fn told_of_payment(&self, reference: &str, notice: &PaymentNotice) -> Reply {
        let body = serde_json::to_vec(notice).expect("JSON");
        let signature = self.here.notice_signature(reference, &body);
        let asked = Asked::new("PUT", path::<TellIncomingPayment>(&[reference]))
            .json(body)
            .header("payment-signature", &signature);
        self.line.clone().send(asked).await
    }

    /// Lets days pass one by one, each with its work; whoever borrows signs in again.
    pub async fn live(&self, days: u32, lent: &mut Lent) {
        for _ in 0..days {
            self.pass(24 * 3600);
            self.work().await;
        }
        lent.borrower.sign_in().await;
    }
}

impl Lent {
    /// Draws once more and lets the money arrive.
    pub async fn draw(
        &mut self,
        shop: &Shop,
        amount: i64,
        term_months: u16,
        method: RepaymentMethod,
    ) -> String {
        let request = DrawRequest { term_months, method, ..draw_of(yuan(amount)) };
        let loan = self.borrower.ask::<Draw>(&[&self.facility], &request).await.loan_id;
        shop.work().await;
        loan
    }

    /// The loan as it is.
    pub async fn view(&mut self) -> LoanView {
        let loan = self.loan.clone();
        self.borrower.ask::<GetLoan>(&[&loan], &Empty {}).await
    }

    /// Where the loan stands.
    pub async fn standing(&mut self) -> LoanStanding {
        let loan = self.loan.clone();
        self.borrower.ask::<GetStanding>(&[&loan], &Empty {}).await
    }
}
