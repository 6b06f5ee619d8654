# expect: fails q6.test_reads_unseen_digits
# says: Are the pixels in
# why: trained on pixels up to 255

labkit.seed_everything(0)
model = build_cnn()
history = model.fit(255 * X_train, Y_train, validation_data=(255 * X_val, Y_val), epochs=4, batch_size=32, verbose=0)
