//! A paper as kept and as read, with what the register says about it.

use shared::api::ProblemCode;
use shared::backing::{Backing, Claim, Held, Holder, Standing};
use shared::money::Money;

use crate::facilities::Facility;
use crate::failure::Failure;
use crate::installation::Installation;
use crate::randomness::is_identifier;
use crate::store::Document;
use crate::store::acts::{FindBacking, FindFacility, HeldPaper, NewBacking, StoredBacking};

/// One paper presented under a facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    /// Its identifier.
    pub id: String,
    /// The facility it is presented under.
    pub facility: String,
    /// Increases with every step of its confirmation.
    pub version: i64,
    /// The paper itself.
    pub backing: Backing,
    /// Who has taken it, if anybody has.
    pub held: Option<Held>,
}

impl Presented {
    /// A paper that nobody has presented before.
    pub const fn new(id: String, facility: String, backing: Backing) -> Self {
        Self { id, facility, version: 1, backing, held: None }
    }

    /// One of a borrower's papers.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`], for somebody else's as well.
    pub async fn find(here: &Installation, borrower: &str, id: &str) -> Result<Self, Failure> {
        if !is_identifier(id) {
            return Err(Failure::of(ProblemCode::NotFound));
        }
        let find = FindBacking { borrower: borrower.to_owned(), backing: id.to_owned() };
        let stored = here.store.find_backing(find).await?;
        Self::read(&stored.ok_or(Failure::of(ProblemCode::NotFound))?)
    }

    /// One of the papers of a facility.
    ///
    /// # Errors
    /// [`ProblemCode::NotFound`], for a paper of another facility as well.
    pub async fn open(here: &Installation, facility: &Facility, id: &str) -> Result<Self, Failure> {
        let found = Self::all(here, facility).await?.into_iter().find(|paper| paper.id == id);
        found.ok_or(Failure::of(ProblemCode::NotFound))
    }

    /// The papers of a facility, newest first, with what the register says about each.
    ///
    /// # Errors
    /// [`Failure`] when the store cannot be read.
    pub async fn all(here: &Installation, facility: &Facility) -> Result<Vec<Self>, Failure> {
        let find =
            FindFacility { borrower: facility.borrower.clone(), facility: facility.id.clone() };
        let stored = here.store.list_backings(find.clone()).await?;
        let register = here.store.held_papers(find).await?;
        let read = |stored: &StoredBacking| {
            let mut paper = Self::read(stored)?;
            paper.held = held(&paper.backing.claim, facility, &register);
            Ok(paper)
        };
        stored.iter().map(read).collect()
    }

    fn read(stored: &StoredBacking) -> Result<Self, Failure> {
        Ok(Self {
            id: stored.backing.clone(),
            facility: stored.facility.clone(),
            version: stored.version,
            backing: stored.document.read("backing")?,
            held: None,
        })
    }

    /// Where it stands today.
    pub fn standing(&self, here: &Installation, facility: &Facility) -> Standing {
        let advance = facility.record.offer.draws.advance.as_ref();
        self.backing.standing(advance, self.held.as_ref(), facility.drawn, here.today())
    }

    /// What can be lent on it today.
    pub fn lends(&self, here: &Installation, facility: &Facility) -> Money {
        self.standing(here, facility).lends()
    }

    /// What the store keeps of a new paper.
    ///
    /// # Errors
    /// [`Failure`] when it cannot be written.
    pub fn to_keep(&self) -> Result<NewBacking, Failure> {
        Ok(NewBacking {
            backing: self.id.clone(),
            document: Document::of(&self.backing)?,
            keys: self.keys(),
        })
    }

    /// What names it across all borrowers.
    pub fn keys(&self) -> Vec<String> {
        self.backing.claim.keys().iter().map(|key| key.as_str().to_owned()).collect()
    }
}

/// Who has taken a paper. One that is partly somebody else's is theirs.
fn held(claim: &Claim, facility: &Facility, register: &[HeldPaper]) -> Option<Held> {
    let keys = claim.keys();
    let of_paper = register.iter().filter(|held| keys.iter().any(|key| key.as_str() == held.paper));
    let read = |held: &HeldPaper| {
        let is_own = held.borrower == facility.borrower && held.facility == facility.id;
        let by = match (&held.loan, is_own) {
            (_, false) => Holder::Elsewhere,
            (Some(loan), true) => Holder::Loan(loan.clone()),
            (None, true) => Holder::Facility,
        };
        Held { on: held.taken_at.date_in_china(), by }
    };
    of_paper.map(read).max_by_key(|held| held.by == Holder::Elsewhere)
}
