//! Who is asking: the session cookie and the extractors that read it.
//!
//! The cookie holds the borrower's identifier and a random token; the store holds only
//! the token's hash. Sessions end after 30 idle minutes or 12 hours.
//!
//! A mobile listed as staff belongs to the bank: [`SignedIn`] refuses its sessions, so that no
//! borrower's address answers them, and [`Decides`], [`Visits`], [`KeepsPools`] and [`AtTheDesk`]
//! refuse everybody else's.

use axum::extract::FromRequestParts;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use shared::api::{ProblemCode, SignedInBy};
use shared::desk::{Duty, Officer, OnDuty};
use shared::timestamp::Timestamp;

use crate::clock::seconds_before;
use crate::devices;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::store::acts::{BorrowerId, KeyedHash, ResumeSession, Session};

/// A session not used for this long has ended.
pub const IDLE_SECONDS: u32 = 30 * 60;

/// A session ends after this long however much it is used.
pub const SESSION_SECONDS: u32 = 12 * 3600;

/// The borrower who is signed in; without one the request is refused, and so it is for staff.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who it is.
    pub borrower: BorrowerId,
    /// Their mobile number.
    pub mobile: String,
    /// When the session ends at the latest.
    pub ends_at: Timestamp,
    /// The session's token, hashed.
    pub token_hash: KeyedHash,
    /// When the session started.
    pub started_at: Timestamp,
    /// How they signed in.
    pub signed_in_by: SignedInBy,
}

/// The person who is signed in, if any.
#[derive(Clone, Debug)]
pub struct MaybeSignedIn(pub Option<SignedIn>);

/// The person who is signed in, borrower or staff: for what concerns the session itself.
#[derive(Clone, Debug)]
pub struct Anybody(pub SignedIn);

/// A person of the bank who is signed in.
#[derive(Clone, Debug)]
pub struct Staff {
    /// Who, as everything they do names them.
    pub officer: Officer,
    /// What they are there for.
    pub duties: Vec<Duty>,
    /// What their commands' keys belong to.
    pub scope: BorrowerId,
}

impl FromRequestParts<Installation> for Anybody {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, here: &Installation) -> Result<Self, Failure> {
        let MaybeSignedIn(who) = MaybeSignedIn::from_request_parts(parts, here).await?;
        who.map(Self).ok_or(Failure::of(ProblemCode::SignInRequired))
    }
}

impl FromRequestParts<Installation> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, here: &Installation) -> Result<Self, Failure> {
        let Anybody(who) = Anybody::from_request_parts(parts, here).await?;
        if here.institution.on_duty(&who.mobile).is_some() {
            return Err(Failure::of(ProblemCode::NotYourDuty));
        }
        Ok(who)
    }
}

impl FromRequestParts<Installation> for Staff {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, here: &Installation) -> Result<Self, Failure> {
        let Anybody(who) = Anybody::from_request_parts(parts, here).await?;
        let on_duty = here.institution.on_duty(&who.mobile);
        let OnDuty { officer, duties } = on_duty.ok_or(Failure::of(ProblemCode::NotYourDuty))?;
        Ok(Self { officer, duties, scope: who.borrower })
    }
}

/// Declares an extractor for staff with one of some duties.
macro_rules! staff_with {
    ($(#[doc = $doc:literal] $name:ident: $($duty:ident)|+;)+) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug)]
        pub struct $name(pub Staff);

        impl FromRequestParts<Installation> for $name {
            type Rejection = Failure;

            async fn from_request_parts(
                parts: &mut Parts,
                here: &Installation,
            ) -> Result<Self, Failure> {
                let staff = Staff::from_request_parts(parts, here).await?;
                if staff.duties.iter().any(|duty| matches!(duty, $(Duty::$duty)|+)) {
                    Ok(Self(staff))
                } else {
                    Err(Failure::of(ProblemCode::NotYourDuty))
                }
            }
        }
    )+};
}

staff_with! {
    /// Staff who decide cases.
    Decides: Decide;
    /// Staff who visit businesses.
    Visits: Visit;
    /// Staff who may see cases.
    AtTheDesk: Decide | Visit;
    /// Staff who keep the risk-compensation pools.
    KeepsPools: Pool;
}

impl FromRequestParts<Installation> for MaybeSignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, here: &Installation) -> Result<Self, Failure> {
        let Some((borrower, token)) = cookie(&parts.headers, cookie_name(here)) else {
            return Ok(Self(None));
        };
        let token_hash = here.secret.hash("session", &token);
        let now = here.now();
        let act = ResumeSession {
            borrower,
            token_hash,
            at: now,
            idle_since: seconds_before(now, IDLE_SECONDS),
        };
        let session = here.store.resume_session(act).await?;
        Ok(Self(session.map(|session| {
            let Session { borrower, ends_at, mobile, started_at, signed_in_by } = session;
            let signed_in_by = devices::signed_in_by(&signed_in_by);
            SignedIn { borrower, mobile, ends_at, token_hash, started_at, signed_in_by }
        })))
    }
}

/// `__Host-` binds the cookie to this host and HTTPS, which a demonstration lacks.
fn cookie_name(here: &Installation) -> &'static str {
    if here.is_production() { "__Host-puhui_session" } else { "puhui_session" }
}

/// The borrower and token in our cookie, when it has their form.
fn cookie(headers: &HeaderMap, name: &str) -> Option<(BorrowerId, String)> {
    let all = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let value = all
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(found, value)| (found == name).then_some(value))?;
    let (borrower, token) = value.split_once('.')?;
    is_identifier(borrower).then(|| (borrower.to_owned(), token.to_owned()))
}

/// The header value that starts a session on the device.
///
/// # Errors
/// [`Failure`] when the value cannot be a header, which it always can.
pub fn start_cookie(
    here: &Installation,
    borrower: &str,
    token: &str,
) -> Result<HeaderValue, Failure> {
    set_cookie(here, &format!("{borrower}.{token}"), SESSION_SECONDS)
}

/// The header value that ends a session on the device.
///
/// # Errors
/// [`Failure`] when the value cannot be a header, which it always can.
pub fn end_cookie(here: &Installation) -> Result<HeaderValue, Failure> {
    set_cookie(here, "", 0)
}

fn set_cookie(here: &Installation, value: &str, seconds: u32) -> Result<HeaderValue, Failure> {
    let name = cookie_name(here);
    let secure = if here.is_production() { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::try_from(cookie).map_err(Failure::internal)
}
