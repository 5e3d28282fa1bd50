package io.quittance.core.cli;

import io.quittance.core.store.AuditAction;
import io.quittance.core.store.CaseAction;
import io.quittance.core.store.CaseKind;
import io.quittance.core.store.CaseState;
import io.quittance.core.store.DeliveryState;
import io.quittance.core.store.NotificationState;
import io.quittance.core.store.WireNames;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The words that an option takes, in the language of the management API, for people to read and for shells to complete. */
abstract class Words implements Iterable<String> {

    private final List<String> words;

    private Words(Enum<?>... constants) {
        this.words = Arrays.stream(constants).map(WireNames::of).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return words.iterator();
    }

    static final class NotificationStates extends Words {
        NotificationStates() {
            super(NotificationState.values());
        }
    }

    static final class DeliveryStates extends Words {
        DeliveryStates() {
            super(DeliveryState.values());
        }
    }

    static final class CaseStates extends Words {
        CaseStates() {
            super(CaseState.values());
        }
    }

    static final class CaseKinds extends Words {
        CaseKinds() {
            super(CaseKind.values());
        }
    }

    static final class CaseActions extends Words {
        CaseActions() {
            super(CaseAction.values());
        }
    }

    static final class AuditActions extends Words {
        AuditActions() {
            super(AuditAction.values());
        }
    }
}
