package io.quittance.core.console;

import org.jspecify.annotations.Nullable;

/**
 * Who is signed in.
 *
 * @param name of the token
 * @param role of the token, as it is configured
 * @param merchant whose data alone it sees; null: everybody's
 * @param csrf what a form of this session must send along
 */
public record Visitor(String name, String role, @Nullable String merchant, String csrf) {

    /** Whether it does more than look. */
    public boolean mayAct() {
        return !role.equals("viewer");
    }
}
