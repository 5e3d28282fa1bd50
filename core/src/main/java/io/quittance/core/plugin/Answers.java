package io.quittance.core.plugin;

import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Where the answers to an account's calls come from. */
interface Answers {

    /** Each call is made. */
    Answers ASKED = (request, call) -> call.get();

    /**
     * The answer to a request, on any thread.
     *
     * @param call makes it
     */
    Future<Response> to(Request request, Supplier<Future<Response>> call);
}
