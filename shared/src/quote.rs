//! A quote: what a business can borrow and what it truly costs, before any login.
//!
//! Pure and deterministic: the phone computes it in WASM, the server natively, and the three
//! digests say whether they agree. Facts count as declared; what nobody has verified yet is
//! listed in [`ProductQuote::to_verify`].

use crate::annualised::{self, AnnualisedError};
use crate::assessment::{Assessment, Binding, Price, RuleOutcome, assess};
use crate::calendar::Calendar;
use crate::canonical::{self, CanonicalError, Digest};
use crate::catalogue::{Catalogue, Product};
use crate::day_count::DayCount;
use crate::decision::{self, Reason};
use crate::drawdown::{self, Drawing};
use crate::facts::{Facts, Metric, Segment};
use crate::improvement::{Improvement, improvements};
use crate::interest::interest_for_days;
use crate::money::Money;
use crate::rate::AnnualRate;
use crate::rounding::Rounding;
use crate::schedule::{RepaymentMethod, Schedule, ScheduleError, TermMonthsError};
use crate::short_list;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How much, for how long, repaid how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Amount wanted.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
    /// Method wanted; each product that does not offer it takes its usual one.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub method: Option<RepaymentMethod>,
    /// Months wanted; each product takes the nearest term it offers.
    pub term_months: u16,
}

/// What a quote is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteRequest {
    /// What the person says about the business.
    pub facts: Facts,
    /// What they want.
    pub need: Need,
    /// The day of the quote.
    #[serde(with = "crate::date_text")]
    pub on: NaiveDate,
}

/// The three digests that make a quote checkable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuoteDigests {
    /// Catalogue quoted from.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub catalogue: Digest,
    /// Canonical bytes of the [`QuoteRequest`].
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub input: Digest,
    /// Canonical bytes of the [`QuoteBody`].
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub output: Digest,
}

/// One product, priced for this need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProductQuote {
    /// Amount the figures are for: what is wanted, cut to the limit.
    pub amount: Money,
    /// All-in cost, compound, from cash flows with every fee.
    pub annualised_irr: AnnualRate,
    /// All-in cost, simple (单利), from the same cash flows.
    pub annualised_simple: AnnualRate,
    /// What decided the limit.
    pub binding: Vec<Binding>,
    /// What 10,000 yuan cost for one day.
    pub cost_of_10000_per_day: Money,
    /// What would raise the limit.
    pub improvements: Vec<Improvement>,
    /// Estimated limit.
    pub limit: Money,
    /// Repayment method of the figures.
    pub method: RepaymentMethod,
    /// The price and where it comes from.
    pub price: Price,
    /// Product.
    pub product_id: String,
    /// Its version.
    pub product_version: u32,
    /// Planned repayments.
    pub schedule: Schedule,
    /// Months of the figures.
    pub term_months: u16,
    /// Facts the decision will fetch and nobody has declared.
    pub to_verify: Vec<Metric>,
    /// Interest and fees over the whole term.
    pub total_cost: Money,
}

/// A product that is not for this business now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unavailable {
    /// What would change that.
    pub improvements: Vec<Improvement>,
    /// Product.
    pub product_id: String,
    /// Why not; never empty.
    pub reasons: Vec<Reason>,
}

/// What the output digest covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteBody {
    /// Last day the quote stands.
    #[serde(with = "crate::date_text")]
    pub expires_on: NaiveDate,
    /// Up to [`MOST_OFFERS`] products, cheapest for this need first.
    pub offers: Vec<ProductQuote>,
    /// Products of the segment that are not available, in catalogue order. A product whose limit
    /// rests on facts nobody has stated is neither here nor among the offers.
    pub unavailable: Vec<Unavailable>,
}

/// A quote and its digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The answer.
    pub body: QuoteBody,
    /// What it was computed from and to.
    pub digests: QuoteDigests,
}

/// How many products a quote compares.
pub const MOST_OFFERS: usize = 3;

/// Why no quote can be given. None of these depends on the business: they are faults of the
/// request or of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuoteError {
    /// Nothing or less was asked for.
    #[error("ask for an amount above zero")]
    NothingWanted,
    /// A term outside what any loan can run.
    #[error("choose a term the product offers")]
    Term(#[from] TermMonthsError),
    /// The catalogue has no LPR.
    #[error("the catalogue lists no LPR")]
    NoLpr,
    /// A schedule cannot be built for these terms.
    #[error("the repayments cannot be planned")]
    Schedule(#[from] ScheduleError),
    /// The cost cannot be annualised.
    #[error("the cost cannot be annualised")]
    Annualised(#[from] AnnualisedError),
    /// An amount does not fit.
    #[error("the amount is too large")]
    TooLarge,
    /// The values cannot be hashed.
    #[error("the quote cannot be written canonically")]
    Canonical(#[from] CanonicalError),
}

/// The facts a quote screen asks of `segment`, in the order they are asked: at most five, and the
/// amount wanted makes six.
///
/// What the first visit can quote follows from this list; see
/// [`Catalogue::for_quote`](crate::catalogue::Catalogue).
pub const fn asked_of(segment: Segment) -> &'static [Metric] {
    match segment {
        Segment::MicroEnterprise => &[
            Metric::MonthsInBusiness,
            Metric::AnnualSales,
            Metric::TaxPaid12Months,
            Metric::ExistingDebt,
            Metric::TaxGrade,
        ],
        Segment::SoleTrader => {
            &[Metric::MonthsInBusiness, Metric::AnnualSales, Metric::ExistingDebt]
        }
        Segment::Farmer => &[
            Metric::FarmActivity,
            Metric::FarmScale,
            Metric::AnnualSubsidy,
            Metric::AnnualInputCost,
            Metric::ExistingDebt,
        ],
    }
}

/// Quotes every product of the segment whose limit rests on known facts, ranks the best for this need, and makes the answer
/// checkable: [`body`] with its digests.
///
/// # Errors
/// [`QuoteError`].
pub fn quote(catalogue: &Catalogue, request: &QuoteRequest) -> Result<Quote, QuoteError> {
    let body = body(catalogue, request)?;
    let digests = QuoteDigests {
        catalogue: catalogue.digest(),
        input: canonical::digest(request)?,
        output: canonical::digest(&body)?,
    };
    Ok(Quote { body, digests })
}

/// The answer without its digests: what a slider asks for many times a second.
///
/// # Errors
/// [`QuoteError`], except [`QuoteError::Canonical`].
///
/// # Source
/// Ranking: products that cover the whole need first, then the lowest total cost, then the
/// higher limit, then the product id.
pub fn body(catalogue: &Catalogue, request: &QuoteRequest) -> Result<QuoteBody, QuoteError> {
    let mut body = every_offer(catalogue, request)?;
    body.offers.truncate(MOST_OFFERS);
    Ok(body)
}

/// [`body`] with every product on offer instead of the first [`MOST_OFFERS`].
///
/// # Errors
/// [`QuoteError`], except [`QuoteError::Canonical`].
pub fn every_offer(catalogue: &Catalogue, request: &QuoteRequest) -> Result<QuoteBody, QuoteError> {
    if !request.need.amount.is_positive() {
        return Err(QuoteError::NothingWanted);
    }
    let lpr = catalogue.lpr_on(request.on).ok_or(QuoteError::NoLpr)?;
    let calendar = Calendar::china();
    let mut offers = Vec::new();
    let mut unavailable = Vec::new();
    let mut validity_days = u16::MAX;
    let of_segment = catalogue.products().iter().filter(|product| {
        product.segments.contains(&request.facts.segment) && product.is_quotable(&request.facts)
    });
    for product in of_segment {
        validity_days = validity_days.min(product.validity_days);
        let assessment = assess(product, &request.facts, lpr);
        if assessment.is_eligible() {
            offers.push(priced(product, assessment, request, &calendar)?);
        } else {
            unavailable.push(refused(product, &assessment, request));
        }
    }
    short_list::sort_by(&mut offers, |a, b| {
        let key = |offer: &ProductQuote| (offer.amount < request.need.amount, offer.total_cost);
        // A smaller amount always costs less, so among offers that fall short the larger comes first.
        let short = |offer: &ProductQuote| std::cmp::Reverse(offer.amount);
        (key(a).0, short(a), key(a).1, std::cmp::Reverse(a.limit), &a.product_id).cmp(&(
            key(b).0,
            short(b),
            key(b).1,
            std::cmp::Reverse(b.limit),
            &b.product_id,
        ))
    });
    let days = if validity_days == u16::MAX { 0 } else { validity_days };
    let expires_on =
        request.on.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
    Ok(QuoteBody { expires_on, offers, unavailable })
}

fn priced(
    product: &Product,
    assessment: Assessment,
    request: &QuoteRequest,
    calendar: &Calendar,
) -> Result<ProductQuote, QuoteError> {
    let wanted = &request.need;
    let amount = wanted.amount.min(assessment.limit);
    let term_months = product.nearest_term(wanted.term_months);
    let method = product.method_or_usual(wanted.method);
    let drawing = Drawing { amount, drawn_on: request.on, term_months, method };
    let rate = assessment.price.annual_rate;
    let terms = drawdown::terms(drawing, rate, &product.fees, product.seasonal_plan.as_ref())?;
    let schedule = Schedule::build(&terms, calendar)?;
    let cost = annualised::costs_of_schedule(&terms, &schedule)?;
    let interest = schedule.total_interest();
    Ok(ProductQuote {
        amount,
        annualised_irr: cost.irr,
        annualised_simple: cost.simple,
        cost_of_10000_per_day: cost_of_10000_per_day(assessment.price.annual_rate)?,
        improvements: improvements(product, &request.facts, wanted.amount, request.on),
        limit: assessment.limit,
        method,
        product_id: product.id.clone(),
        product_version: product.version,
        total_cost: interest.checked_add(schedule.total_fees()).ok_or(QuoteError::TooLarge)?,
        schedule,
        term_months,
        binding: assessment.binding,
        to_verify: assessment.missing,
        price: assessment.price,
    })
}

/// What 10,000 yuan cost for one day at a rate: ACT/360, half-up to the fen.
///
/// # Errors
/// [`QuoteError::TooLarge`] for a rate beyond anything real.
pub fn cost_of_10000_per_day(annual_rate: AnnualRate) -> Result<Money, QuoteError> {
    let ten_thousand = Money::from_fen(1_000_000);
    interest_for_days(ten_thousand, annual_rate, 1, DayCount::Act360, Rounding::HalfUp)
        .ok_or(QuoteError::TooLarge)
}

fn refused(product: &Product, assessment: &Assessment, request: &QuoteRequest) -> Unavailable {
    let mut reasons = decision::reasons(assessment, RuleOutcome::Declined);
    if reasons.is_empty() {
        reasons.push(decision::below_minimum(product, assessment));
    }
    Unavailable {
        improvements: improvements(product, &request.facts, request.need.amount, request.on),
        product_id: product.id.clone(),
        reasons,
    }
}
