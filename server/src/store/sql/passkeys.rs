//! Passkeys and the challenges given to authenticators.

statements! {
    /// A challenge is given.
    GIVE_CHALLENGE = "\
        insert into passkey_challenge (borrower, challenge, ceremony, document, issued_at, \
        used_at) values ($1, $2, $3, $4, $5, null)";
    /// Challenges long over are forgotten.
    FORGET_CHALLENGES = "delete from passkey_challenge where borrower = $1 and issued_at < $2";
    /// A challenge.
    CHALLENGE = "\
        select document, issued_at, used_at from passkey_challenge where borrower = $1 and \
        challenge = $2 and ceremony = $3";
    /// A challenge is answered once.
    USE_CHALLENGE = "\
        update passkey_challenge set used_at = $3 where borrower = $1 and challenge = $2 and \
        used_at is null";
    /// A credential belongs to one passkey of one borrower.
    CLAIM_CREDENTIAL = "\
        insert into passkey_owner (credential_hash, borrower, passkey) values ($1, $2, $3) on \
        conflict (credential_hash) do nothing";
    /// A new passkey.
    ADD_PASSKEY = "\
        insert into passkey (borrower, passkey, device, document, added_at, used_at) values ($1, \
        $2, $3, $4, $5, null)";
    /// A borrower's passkeys, oldest first.
    PASSKEYS = "\
        select passkey, device, document, added_at, used_at from passkey where borrower = $1 \
        order by added_at, passkey";
    /// A passkey was used.
    SEE_PASSKEY = "\
        update passkey set document = $3, used_at = $4 where borrower = $1 and passkey = $2";
    /// A passkey is forgotten.
    REMOVE_PASSKEY = "delete from passkey where borrower = $1 and passkey = $2";
    /// Its credential may be registered again.
    RELEASE_CREDENTIAL = "delete from passkey_owner where borrower = $1 and passkey = $2";
}
