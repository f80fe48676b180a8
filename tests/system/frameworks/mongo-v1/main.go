// A client of mongo-driver v1: writing, reading and counting below a span, refused commands, and a server that is not there.
//
// It talks to FerretDB, which speaks MongoDB's protocol.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

// sell does what a shop does.
//
//dd:span
func sell(ctx context.Context, fruits *mongo.Collection) error {
	defer fruits.Drop(ctx)
	apple := bson.D{{Key: "_id", Value: 1}, {Key: "name", Value: "apple"}}
	pear := bson.D{{Key: "_id", Value: 2}, {Key: "name", Value: "pear"}}
	if _, err := fruits.InsertMany(ctx, []any{apple, pear}); err != nil {
		return err
	}
	_, err := fruits.InsertOne(ctx, apple)
	fmt.Println(mongo.IsDuplicateKeyError(err))

	renamed := bson.D{{Key: "$set", Value: bson.D{{Key: "name", Value: "plum"}}}}
	changed, err := fruits.UpdateOne(ctx, bson.D{{Key: "_id", Value: 2}}, renamed)
	if err != nil {
		return err
	}
	fmt.Println(changed.ModifiedCount)
	fmt.Println(fruits.CountDocuments(ctx, bson.D{}))
	err = fruits.FindOne(ctx, bson.D{{Key: "name", Value: "pear"}}).Err()
	fmt.Println(errors.Is(err, mongo.ErrNoDocuments))

	cursor, err := fruits.Find(ctx, bson.D{}, options.Find().SetSort(bson.D{{Key: "_id", Value: 1}}))
	if err != nil {
		return err
	}
	var found []struct{ Name string }
	err = cursor.All(ctx, &found)
	fmt.Println(found, err)
	return fruits.Database().RunCommand(ctx, bson.D{{Key: "haggle", Value: 1}}).Err()
}

// call asks a server whether it is there. One that is not gets no command, so the error is this span's.
//
//dd:span
func call(ctx context.Context, client *mongo.Client) error {
	return client.Ping(ctx, nil)
}

func main() {
	ctx := context.Background()
	client, err := mongo.Connect(ctx, options.Client().ApplyURI(os.Getenv("MONGODB_URL")))
	if err != nil {
		panic(err)
	}
	defer client.Disconnect(ctx)
	fmt.Println(call(ctx, client))
	fmt.Println(sell(ctx, client.Database("shop").Collection("fruits")))

	address := "mongodb://127.0.0.1:1/?directConnection=true&serverSelectionTimeoutMS=1000"
	nowhere, err := mongo.Connect(ctx, options.Client().ApplyURI(address))
	if err != nil {
		panic(err)
	}
	defer nowhere.Disconnect(ctx)
	fmt.Println(call(ctx, nowhere))
}
