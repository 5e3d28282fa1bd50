package io.quittance.core.store;

import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query that depend on what is asked for, with their parameters. The SQL is always ours; what came
 * from outside only ever is a parameter.
 */
final class Conditions {

    private final Tuple parameters;
    private final StringBuilder sql = new StringBuilder("true");

    /** No condition yet; the parameters are shared by all conditions of one query. */
    Conditions(Tuple parameters) {
        this.parameters = parameters;
    }

    /** The placeholder of one more parameter. */
    static String bind(Tuple parameters, Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    /** One more that must hold. */
    Conditions and(String condition) {
        sql.append(" and ").append(condition);
        return this;
    }

    /**
     * One more that must hold, unless nothing is asked for.
     *
     * @param condition with {@code ?} wherever the value goes
     */
    Conditions and(String condition, @Nullable Object value) {
        return value == null ? this : and(condition.replace("?", bind(parameters, value)));
    }

    @Override
    public String toString() {
        return sql.toString();
    }
}
