package io.quittance.core.http;

import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, and what it may see and do.
 *
 * @param name of the token, for the audit trail
 * @param merchant whose data it is confined to; null: everybody's
 */
public record Caller(String name, Role role, @Nullable String merchant) {

    private static final String KEY = Caller.class.getName();

    /** The holder of a token. */
    static Caller of(Token token) {
        return new Caller(token.name(), token.role(), token.merchant());
    }

    /** Who sent this request; only behind {@link BearerAuthentication}. */
    static Caller of(RoutingContext context) {
        return Objects.requireNonNull(context.get(KEY), "Nobody was authenticated");
    }

    /** Makes it the sender of this request. */
    void attachTo(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Whether it may see what belongs to a merchant. */
    public boolean mayRead(String owner) {
        return role != Role.MERCHANT || owner.equals(merchant);
    }

    /** Whether it may change what belongs to a merchant. */
    public boolean mayWrite(String owner) {
        return role != Role.VIEWER && mayRead(owner);
    }

    /** Refuses a request for what it may not see. */
    void requireRead(String owner) {
        if (!mayRead(owner)) {
            throw ProblemException.forbidden("This token opens another merchant's data");
        }
    }

    /** Refuses a request for what it may not change. */
    void requireWrite(String owner) {
        requireRead(owner);
        if (!mayWrite(owner)) {
            throw ProblemException.forbidden("The role viewer may only read");
        }
    }

    /** Refuses a request for a change, whatever of what it may see. */
    void requireWriteOfOwn() {
        if (role == Role.VIEWER) {
            throw ProblemException.forbidden("The role viewer may only read");
        }
    }

    /** Refuses a request for what only operators see and do. */
    void requireOperator() {
        if (role != Role.OPERATOR) {
            throw ProblemException.forbidden("Only the role operator may do this");
        }
    }

    /** Refuses a request about the gateway as a whole. */
    void requireEveryMerchant() {
        if (role == Role.MERCHANT) {
            throw ProblemException.forbidden("Only the roles viewer and operator see this");
        }
    }
}
