package corpus;

public final class Factory extends BaseFactory {}
