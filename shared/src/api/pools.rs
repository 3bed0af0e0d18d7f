//! Risk-compensation pools: their ledgers for people of the bank, their cover for a borrower.

use super::endpoint::{Empty, endpoints};
use crate::catalogue::RiskPoolTerms;
use crate::language::Label;
use crate::money::Money;
use crate::risk_pool::{Contributor, PoolEvent};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

endpoints! {
    /// Every product with a pool, and what the pool holds.
    GetPools: Get "/api/v1/desk/pools", Empty => Pools;
    /// One pool: standing, covered loans, ledger.
    GetPool: Get "/api/v1/desk/pools/{product_id}", Empty => PoolView;
    /// Somebody pays into the pool.
    ContributeToPool: Post "/api/v1/desk/pools/{product_id}/contributions", ContributeToPoolRequest => PoolReceipt;
    /// Claims the loss of an overdue loan; the pool pays its share.
    ClaimFromPool: Post "/api/v1/desk/pools/{product_id}/claims", ClaimFromPoolRequest => PoolReceipt;
    /// Something of a claimed loss came back otherwise than by repayment; the pool gets its share.
    RecoverToPool: Post "/api/v1/desk/pools/{product_id}/recoveries", RecoverToPoolRequest => PoolReceipt;
    /// What the pool behind one of the borrower's facilities covers.
    GetPoolCover: Get "/api/v1/facilities/{facility_id}/pool", Empty => PoolCoverView;
}

/// Every pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pools {
    /// In the order of the catalogue.
    pub pools: Vec<PoolRow>,
}

/// What a pool holds and stands behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolRow {
    /// The product it stands behind.
    pub product_id: String,
    /// Its name.
    pub product_name: Label,
    /// Paid in, less paid out on claims, plus recovered.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub balance: Money,
    /// Principal now under cover.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub covered: Money,
    /// What more can be covered.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub room: Money,
    /// No new loans are covered: claims have reached their share of contributions (熔断).
    pub broken: bool,
}

/// One pool in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolView {
    /// What it holds.
    pub pool: PoolRow,
    /// The terms in force.
    pub terms: RiskPoolTerms,
    /// Paid in, by whom.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub contributions: BTreeMap<Contributor, Money>,
    /// Paid out on claims.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub paid_out: Money,
    /// Come back of that.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub returned: Money,
    /// Loans with something under cover or lost, the longest overdue first.
    pub loans: Vec<CoveredLoan>,
    /// What happened, newest first.
    pub ledger: Vec<PoolEntry>,
    /// How many older entries there are.
    pub older: u32,
}

/// A loan under a pool's cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoveredLoan {
    /// The loan.
    pub loan_id: String,
    /// Principal neither repaid nor claimed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub outstanding: Money,
    /// Principal claimed as lost.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub lost: Money,
    /// Come back of that.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub recovered: Money,
    /// Days past due today.
    pub days_overdue: u32,
    /// A loss can be claimed now.
    pub claimable: bool,
}

/// One entry of a pool's ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolEntry {
    /// Counted from one.
    pub sequence: u32,
    /// When.
    #[cfg_attr(feature = "openapi", schema(value_type = i64))]
    pub at: Timestamp,
    /// What happened. Borrowers are named by their identifiers alone.
    pub event: PoolEvent,
    /// What the pool paid for a claim or got back of a recovery.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub moved: Money,
    /// What it held afterwards.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub balance: Money,
    /// Staff number and name; none for what follows from a draw or a repayment.
    pub officer: Option<String>,
}

/// A contribution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ContributeToPoolRequest {
    /// Who pays in.
    pub by: Contributor,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
}

/// A loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimFromPoolRequest {
    /// The overdue loan.
    pub loan_id: String,
    /// Principal lost; at most what is outstanding.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub loss: Money,
}

/// What came back of a loss.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoverToPoolRequest {
    /// The loan.
    pub loan_id: String,
    /// How much came back; at most what is still lost.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub amount: Money,
}

/// What an act moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolReceipt {
    /// What the pool paid for a claim or got back of a recovery; zero for a contribution.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub moved: Money,
    /// What it holds now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub balance: Money,
    /// No new loans are covered.
    pub broken: bool,
}

/// What the pool behind a facility covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PoolCoverView {
    /// The terms in force.
    pub terms: RiskPoolTerms,
    /// The largest draw covered now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub room: Money,
    /// The facility's loans, newest first, and whether the pool covers each.
    pub loans: Vec<LoanCovered>,
}

/// Whether the pool covers a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoanCovered {
    /// The loan.
    pub loan_id: String,
    /// Whether it does.
    pub covered: bool,
}
