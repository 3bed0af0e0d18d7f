//! Seals again what is sealed under another key than the one in use, or not at all.

use super::acts::{AnsweredBefore, FindApplication, ForgetAnswer};
use super::sql::sealing::{SEALED, SealedColumn};
use super::{Engine, Store, StoreError, at_rest};
use crate::keys::is_sealed;

/// What an answer says once what it said is deleted.
const FORGOTTEN: &[u8] = b"{}";

/// Finds the next owner of rows in a table.
#[derive(Clone, Debug)]
pub(super) struct NextOwner {
    pub(super) column: &'static SealedColumn,
    /// The one before; empty for the first.
    pub(super) after: String,
}

/// Finds one owner's values of a column.
#[derive(Clone, Debug)]
pub(super) struct ValuesOf {
    pub(super) column: &'static SealedColumn,
    pub(super) owner: String,
}

/// Puts a value in place of another, unless that one has changed meanwhile.
#[derive(Clone, Debug)]
pub(super) struct Replace {
    pub(super) column: &'static SealedColumn,
    pub(super) owner: String,
    pub(super) before: String,
    pub(super) after: String,
}

impl Store {
    /// Seals everything under the key in use and returns how many values that were. Whatever
    /// is written meanwhile stays as it was written.
    ///
    /// # Errors
    /// [`StoreError`] when something cannot be read, opened or written.
    pub async fn seal_again(&self) -> Result<u64, StoreError> {
        let mut sealed = 0;
        for column in SEALED {
            let mut owner = String::new();
            while let Some(next) = self.next_owner(column, owner).await? {
                sealed += self.seal_values_of(column, &next).await?;
                owner = next;
            }
        }
        Ok(sealed)
    }

    /// Empties the answers that say anything about a borrower's `applications`: to commands of the
    /// borrower and of people of the bank. Their keys stay taken, so that no repetition of one takes
    /// effect again.
    ///
    /// # Errors
    /// [`StoreError`] when something cannot be read, opened or written.
    pub async fn forget_answers_about(
        &self,
        borrower: &str,
        applications: &[String],
    ) -> Result<(), StoreError> {
        let place = at_rest::column::ANSWERED_COMMAND;
        let Some(column) = SEALED.iter().find(|column| column.is(place)) else { return Ok(()) };
        for before in self.values_of(column, borrower).await? {
            let plain = self.sealer.open(place, borrower, &before)?;
            let plain = String::from_utf8_lossy(&plain);
            if applications.iter().any(|application| plain.contains(application.as_str())) {
                let after = self.sealer.seal(place, borrower, FORGOTTEN)?;
                self.replace(column, borrower, before, after).await?;
            }
        }
        for application in applications {
            let (borrower, application) = (borrower.to_owned(), application.clone());
            for given in self.answers_about(FindApplication { borrower, application }).await? {
                let AnsweredBefore { borrower, key } = given;
                self.forget_answer(ForgetAnswer { borrower, key, body: FORGOTTEN.to_vec() })
                    .await?;
            }
        }
        Ok(())
    }

    async fn next_owner(
        &self,
        column: &'static SealedColumn,
        after: String,
    ) -> Result<Option<String>, StoreError> {
        let act = NextOwner { column, after };
        match &self.engine {
            Engine::Lite(store) => store.next_owner(act).await,
            Engine::Pg(store) => store.next_owner(act).await,
        }
    }

    async fn seal_values_of(
        &self,
        column: &'static SealedColumn,
        owner: &str,
    ) -> Result<u64, StoreError> {
        let mut sealed = 0;
        let values = self.values_of(column, owner).await?;
        for before in values.into_iter().filter(|value| !self.sealer.is_current(value)) {
            let place = at_rest::column::ALL.iter().copied().find(|known| column.is(*known));
            let Some(place) = place else { continue };
            let plain = if is_sealed(&before) {
                self.sealer.open(place, owner, &before)?
            } else {
                before.clone().into_bytes()
            };
            let after = self.sealer.seal(place, owner, &plain)?;
            sealed += u64::from(self.replace(column, owner, before, after).await?);
        }
        Ok(sealed)
    }

    async fn values_of(
        &self,
        column: &'static SealedColumn,
        owner: &str,
    ) -> Result<Vec<String>, StoreError> {
        let act = ValuesOf { column, owner: owner.to_owned() };
        match &self.engine {
            Engine::Lite(store) => store.values_of(act).await,
            Engine::Pg(store) => store.values_of(act).await,
        }
    }

    async fn replace(
        &self,
        column: &'static SealedColumn,
        owner: &str,
        before: String,
        after: String,
    ) -> Result<bool, StoreError> {
        let act = Replace { column, owner: owner.to_owned(), before, after };
        match &self.engine {
            Engine::Lite(store) => store.replace_value(act).await,
            Engine::Pg(store) => store.replace_value(act).await,
        }
    }
}
