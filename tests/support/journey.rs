//! The main job, over HTTP alone: from a quote to a repaid loan.

use crate::borrower::Borrower;
use crate::identity::{ACCOUNT, Person};
use crate::line::{InProcess, Line};
use crate::shop::Shop;
use crate::signer::Signer;
use chrono::NaiveDate;
use shared::api::{
    AcknowledgeClauses, AcknowledgeClausesRequest, AcknowledgeCostSheet,
    AcknowledgeCostSheetRequest, ApplicationView, ContractView, CostSheetView, Draw, DrawRequest,
    Empty, GetApplication, GetCatalogue, GetConsentText, GetContract, GiveConsent,
    GiveConsentRequest, LoanView, PrepareSigning, PublishedCatalogue, QuoteRecorded, RecordQuote,
    RecordQuoteRequest, SetAccount, SetAccountRequest, SetIdentity, ShowCostSheet, SignContract,
    SigningView, StartApplication, StartApplicationRequest, Submit,
};
use shared::canonical::{self, Digest};
use shared::catalogue::Catalogue;
use shared::catalogue::files::sample;
use shared::consent::ConsentKind;
use shared::decision::Offer;
use shared::money::Money;
use shared::purpose::{PurposeTerms, undertake};
use shared::quote::{Need, QuoteRequest, quote};
use shared::schedule::RepaymentMethod;

/// Whole yuan.
///
/// # Panics
/// Beyond what an amount can be.
pub fn yuan(amount: i64) -> Money {
    Money::from_yuan(amount).expect("an amount")
}

/// The quote a phone would send for this person and amount.
///
/// # Panics
/// When the catalogue published is not one, or no quote can be given.
pub fn quoted(published: PublishedCatalogue, person: &Person, amount: i64) -> RecordQuoteRequest {
    let catalogue = Catalogue::published(published.catalogue, published.digest);
    let request = quote_request(person, amount, published.today);
    let quote = quote(&catalogue, &request).expect("a quote");
    RecordQuoteRequest { request, digests: quote.digests }
}

/// What this person asks for.
pub fn quote_request(person: &Person, amount: i64, on: NaiveDate) -> QuoteRequest {
    let need = Need { amount: yuan(amount), term_months: 12, method: None };
    QuoteRequest { facts: person.facts(on), need, on }
}

/// A draw of everyday shape under the everyday product.
///
/// # Panics
/// When the sample catalogue has no such product.
pub fn draw_of(amount: Money) -> DrawRequest {
    let catalogue = sample().expect("the sample catalogue is right");
    let product = catalogue.product("micro-quick").expect("a product");
    DrawRequest {
        amount,
        term_months: 12,
        method: RepaymentMethod::AnyTime,
        purpose: 0,
        description: String::new(),
        payee: None,
        papers: Vec::new(),
        undertaking: undertaken(product, 0, ""),
    }
}

/// A draw under an offer: its longest term, its usual method, its first purpose.
///
/// # Panics
/// When the offer offers nothing.
pub fn draw_under(offer: &Offer, amount: Money) -> DrawRequest {
    DrawRequest {
        term_months: *offer.terms_months.last().expect("a term"),
        method: *offer.methods.first().expect("a method"),
        undertaking: undertaken(offer, 0, ""),
        ..draw_of(amount)
    }
}

/// The digest of what is undertaken, as the screen would show it.
///
/// # Panics
/// When the purpose or its description cannot stand.
pub fn undertaken<'a>(
    terms: impl Into<PurposeTerms<'a>>,
    purpose: u16,
    description: &str,
) -> Digest {
    let undertaking = undertake(terms, usize::from(purpose), description).expect("a purpose");
    canonical::digest(&undertaking).expect("canonical")
}

/// Somebody whose enterprise was approved, and the application.
pub async fn approved(shop: &Shop) -> (Borrower<InProcess>, String) {
    let mut borrower = shop.borrower("13800138000").await;
    let id = borrower.apply(&Person::enterprise(), 300_000).await;
    shop.work().await;
    (borrower, id)
}

/// The same after the cost sheet was acknowledged: the agreement can be read.
pub async fn accepted(shop: &Shop) -> (Borrower<InProcess>, String) {
    let (mut borrower, id) = approved(shop).await;
    let sheet = borrower.show_cost_sheet(&id).await;
    shop.pass(60);
    borrower.acknowledge(&id, &sheet).await;
    (borrower, id)
}

impl<L: Line> Borrower<L> {
    /// Records the quote this person gets on the phone.
    pub async fn quote(&mut self, person: &Person, amount: i64) -> QuoteRecorded {
        let published = self.ask::<GetCatalogue>(&[], &Empty {}).await;
        self.ask::<RecordQuote>(&[], &quoted(published, person, amount)).await
    }

    /// Starts an application from a quote.
    pub async fn start(&mut self, quote_id: &str, person: &Person) -> ApplicationView {
        let request = StartApplicationRequest {
            quote_id: quote_id.to_owned(),
            product_id: person.product_id.to_owned(),
        };
        self.ask::<StartApplication>(&[], &request).await
    }

    /// The application as it stands.
    pub async fn application(&mut self, id: &str) -> ApplicationView {
        self.ask::<GetApplication>(&[id], &Empty {}).await
    }

    /// Reads an authorisation and gives it.
    pub async fn give_consent(&mut self, id: &str, kind: ConsentKind) -> ApplicationView {
        let text = self.ask::<GetConsentText>(&[id, kind.key()], &Empty {}).await;
        let request = GiveConsentRequest { kind, text_digest: text.digest };
        self.ask::<GiveConsent>(&[id], &request).await
    }

    /// From a quote to everything but submission; returns the application's name.
    pub async fn prepare(&mut self, person: &Person, amount: i64) -> String {
        let quote = self.quote(person, amount).await;
        let application = self.start(&quote.quote_id, person).await;
        let id = application.application_id;
        let view = self.ask::<SetIdentity>(&[&id], &person.identity).await;
        for kind in view.consents_needed {
            self.give_consent(&id, kind).await;
        }
        id
    }

    /// From a quote to submission; returns the application's name.
    pub async fn apply(&mut self, person: &Person, amount: i64) -> String {
        let id = self.prepare(person, amount).await;
        self.ask::<Submit>(&[&id], &Empty {}).await;
        id
    }

    /// Puts the cost sheet on the screen.
    pub async fn show_cost_sheet(&mut self, id: &str) -> CostSheetView {
        self.ask::<ShowCostSheet>(&[id], &Empty {}).await
    }

    /// Acknowledges the cost sheet, whose reading time has passed.
    pub async fn acknowledge(&mut self, id: &str, sheet: &CostSheetView) -> ApplicationView {
        let request = AcknowledgeCostSheetRequest { digest: sheet.digest };
        self.ask::<AcknowledgeCostSheet>(&[id], &request).await
    }

    /// The agreement to sign.
    pub async fn contract(&mut self, id: &str) -> ContractView {
        self.ask::<GetContract>(&[id], &Empty {}).await
    }

    /// Acknowledges every key clause of the agreement.
    pub async fn acknowledge_clauses(&mut self, id: &str, contract: &ContractView) -> ContractView {
        let clauses = contract.contract.key_clauses().map(|clause| clause.number).collect();
        let request = AcknowledgeClausesRequest { contract_digest: contract.digest, clauses };
        self.ask::<AcknowledgeClauses>(&[id], &request).await
    }

    /// Is seen where the limit asks for it, reads the agreement, acknowledges its key clauses and has the key certified.
    pub async fn prepare_signing(
        &mut self,
        id: &str,
        signer: &Signer,
    ) -> (ContractView, SigningView) {
        self.be_seen(id).await;
        let contract = self.contract(id).await;
        let contract = self.acknowledge_clauses(id, &contract).await;
        let prepared = self.ask::<PrepareSigning>(&[id], &signer.prepare(&contract)).await;
        (contract, prepared)
    }

    /// Signs the agreement and returns the facility it opens.
    ///
    /// # Panics
    /// When no facility opens.
    pub async fn sign(&mut self, id: &str, signer: &Signer) -> String {
        let (contract, prepared) = self.prepare_signing(id, signer).await;
        let request = signer.sign(id, &contract, &prepared);
        let view = self.ask::<SignContract>(&[id], &request).await;
        view.facility_id.expect("signing opens a facility")
    }

    /// Names the account money goes to.
    pub async fn name_account(&mut self, facility: &str) {
        let request = SetAccountRequest { number: ACCOUNT.to_owned() };
        self.ask::<SetAccount>(&[facility], &request).await;
    }

    /// Draws on a facility.
    pub async fn draw(&mut self, facility: &str, amount: i64) -> LoanView {
        self.ask::<Draw>(&[facility], &draw_of(yuan(amount))).await
    }
}
