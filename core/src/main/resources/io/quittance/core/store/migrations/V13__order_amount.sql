-- People look for orders by what they cost. What an order costs hardly ever changes, so that decisions do not touch this.
create index merchant_order_amount on merchant_order (merchant, amount, registered_at) where registered_at is not null;
