package io.quittance.core.reconcile;

import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseTopic;
import io.vertx.core.Future;

/** What an operator may do about a case. */
public interface CaseDesk {

    /**
     * Resolves an open case, and decides its order again in the same transaction.
     *
     * @param action for kinds that cannot be accepted, only to dismiss it
     * @param note why, in the operator's words
     * @param by the name of the operator's token
     */
    Future<Outcome> resolve(CaseTopic topic, CaseAction action, String note, String by);

    /** What became of it. */
    enum Outcome {
        /** The case is resolved. */
        RESOLVED,
        /** It is not open any more. Nothing is changed. */
        NOT_OPEN,
        /** It was about other facts than those that hold now, and is closed: another case has taken its place. */
        CHANGED,
        /** The rules cannot go by an acceptance of this: no money is known that could be enough. Nothing is changed. */
        NOTHING_TO_ACCEPT
    }
}
